package de.stadtkern.kernel.backup;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds: its entry {@code manifest.json}.
 *
 * @param format of the file as a whole
 * @param program version of the program that wrote it
 * @param migrations the versions of the tables, all that had been applied
 */
record Manifest(
        int format,
        String program,
        String postgres,
        Instant takenAt,
        List<String> migrations,
        List<Content> tables,
        List<Sequence> sequences) {

    static final String ENTRY = "manifest.json";
    static final int FORMAT = 1;

    private static final JsonMapper JSON = new JsonMapper();

    /** A table as the catalogue describes it; of a partitioned table the partitions. */
    record Table(
            String name, List<String> columns, @Nullable Partition partition) {

        String entry() {
            return "tables/" + name + ".csv";
        }

        String columnList() {
            return "(" + String.join(", ", columns.stream().map(Sql::name).toList()) + ")";
        }
    }

    /** What makes a table a part of another one. */
    record Partition(String parent, String bound) {}

    /** A table and what the file holds of it. */
    record Content(Table table, long rows, long bytes, String sha256) {}

    /** The last number that a sequence gave out, or, when not called yet, the first that it will. */
    record Sequence(String name, long value, boolean called) {}

    static Manifest read(byte[] json) {
        return JSON.readValue(json, Manifest.class);
    }

    byte[] write() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    long bytes() {
        return tables.stream().mapToLong(Content::bytes).sum();
    }

    long rows() {
        return tables.stream().mapToLong(Content::rows).sum();
    }

    String newestMigration() {
        return migrations.stream()
                .map(MigrationVersion::fromVersion)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .getVersion();
    }

    static String ourVersion() {
        return Objects.requireNonNullElse(Manifest.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
