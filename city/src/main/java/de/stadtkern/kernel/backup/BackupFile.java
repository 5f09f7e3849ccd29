package de.stadtkern.kernel.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JacksonException;

/** A backup that is complete: every entry that its manifest names is there and is what was written. */
record BackupFile(ZipFile zip, Manifest manifest) implements AutoCloseable {

    private static final String MIGRATIONS = "classpath*:de/stadtkern/**/V*__*.sql";

    /** Opens the file and reads all of it. */
    static BackupFile verified(Path file, Progress progress) {
        if (!Files.isReadable(file)) {
            throw new BackupFailure(
                    "The file %s does not exist or cannot be read.".formatted(file), "Name a backup of Stadtkern.");
        }
        ZipFile zip = open(file);
        try {
            BackupFile backup = new BackupFile(zip, manifest(zip, file));
            backup.requireKnownTables(file);
            backup.verify(file, progress);
            return backup;
        } catch (IOException e) {
            close(zip);
            throw damaged(file, "it cannot be read to its end (" + e.getMessage() + ")");
        } catch (RuntimeException e) {
            close(zip);
            throw e;
        }
    }

    InputStream open(Manifest.Table table) throws IOException {
        ZipEntry entry = zip.getEntry(table.entry());
        if (entry == null) {
            throw new IOException("the entry " + table.entry() + " is missing");
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() {
        close(zip);
    }

    private static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ZipFile open(Path file) {
        try {
            return new ZipFile(file.toFile());
        } catch (IOException e) {
            throw damaged(file, "it is no zip file, or cut short (" + e.getMessage() + ")");
        }
    }

    private static Manifest manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw damaged(file, "it has no entry " + Manifest.ENTRY);
        }
        try (InputStream json = zip.getInputStream(entry)) {
            byte[] content = json.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(content);
            if (sum.getValue() != entry.getCrc()) {
                throw damaged(file, "its " + Manifest.ENTRY + " is not what was written (CRC)");
            }
            Manifest manifest = Manifest.read(content);
            if (manifest.format() != Manifest.FORMAT) {
                throw new BackupFailure(
                        "The backup %s has the format %d, but this Stadtkern (%s) reads only %d."
                                .formatted(file, manifest.format(), Manifest.ourVersion(), Manifest.FORMAT),
                        "Restore it with Stadtkern %s.".formatted(manifest.program()));
            }
            return manifest;
        } catch (JacksonException e) {
            throw damaged(file, "its " + Manifest.ENTRY + " cannot be understood (" + e.getOriginalMessage() + ")");
        }
    }

    /** A migration that this program does not have made tables that it does not know. */
    private void requireKnownTables(Path file) throws IOException {
        Set<String> unknown = new TreeSet<>(manifest.migrations());
        for (Resource migration : new PathMatchingResourcePatternResolver().getResources(MIGRATIONS)) {
            String name = String.valueOf(migration.getFilename());
            unknown.remove(MigrationVersion.fromVersion(name.substring(1, name.indexOf("__")))
                    .getVersion());
        }
        if (!unknown.isEmpty()) {
            throw new BackupFailure(
                    "The backup %s was written by Stadtkern %s, which is newer than this one (%s): it holds tables of the versions %s."
                            .formatted(file, manifest.program(), Manifest.ourVersion(), unknown),
                    "Restore it with that version or a newer one. Nothing was changed.");
        }
    }

    private void verify(Path file, Progress progress) throws IOException {
        Set<String> promised = Stream.concat(
                        Stream.of(Manifest.ENTRY),
                        manifest.tables().stream()
                                .map(content -> content.table().entry()))
                .collect(Collectors.toSet());
        Set<String> there = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        if (!there.equals(promised)) {
            throw damaged(file, "its entries are not those that %s names".formatted(Manifest.ENTRY));
        }
        for (Manifest.Content promise : manifest.tables()) {
            Manifest.Table table = promise.table();
            Tally tally =
                    new Tally(OutputStream.nullOutputStream(), bytes -> progress.say("Checking", table.name(), bytes));
            try (InputStream csv = open(table)) {
                csv.transferTo(tally);
            }
            if (!tally.of(table).equals(promise)) {
                throw damaged(file, "the table %s is not what was written (SHA-256)".formatted(table.name()));
            }
        }
    }

    private static BackupFailure damaged(Path file, String why) {
        return new BackupFailure(
                "The file %s is damaged or no backup of Stadtkern: %s.".formatted(file, why),
                "Nothing was changed. Take another backup.");
    }
}
