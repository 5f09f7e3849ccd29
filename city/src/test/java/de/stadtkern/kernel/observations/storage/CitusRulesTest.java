package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules of docs/decisions/0003 for the tables that deploy/citus/distribute.sql spreads. */
class CitusRulesTest {

    private static final Pattern DISTRIBUTED = Pattern.compile("create_distributed_table\\('(\\w+)', '(\\w+)'");

    @Test
    void theDistributedTablesKeepTheRules() throws Exception {
        Map<String, String> columns = DISTRIBUTED
                .matcher(Files.readString(Path.of("../deploy/citus/distribute.sql")))
                .results()
                .collect(Collectors.toMap((MatchResult match) -> match.group(1), match -> match.group(2)));
        assertThat(columns).hasSize(12).containsEntry("observation_row", "datastream_id");
        try (StoredTown town = StoredTown.empty("citus_rules")) {
            columns.forEach((table, column) -> assertKeeps(town, table, column));
            assertThat(town.sql.sql("""
                            select table_name::text from information_schema.columns
                            where column_name = 'datastream_id' and table_schema = current_schema()
                                and table_name not like 'quality@_%' escape '@'
                                and table_name not in (select relname from pg_class where relkind = 'v' or relispartition)""").query(String.class).set())
                    .as("tables by datastream")
                    .isSubsetOf(columns.keySet());
        }
    }

    private static void assertKeeps(StoredTown town, String table, String column) {
        assertThat(town.count("""
                        pg_index i where indrelid = '%s'::regclass and indisunique and not exists (
                            select from pg_attribute a where a.attrelid = indrelid and a.attname = '%s'
                                and a.attnum = any (i.indkey::int2[]))""".formatted(table, column)))
                .as("unique without %s: %s", column, table)
                .isZero();
        assertThat(town.count("pg_attribute where attrelid = '%s'::regclass and attidentity <> ''".formatted(table)))
                .as("identity: %s", table)
                .isZero();
        assertThat(town.count("pg_constraint where confrelid = '%s'::regclass".formatted(table)))
                .as("foreign keys to %s", table)
                .isZero();
        assertThat(town.count("pg_trigger where tgrelid = '%s'::regclass and not tgisinternal".formatted(table)))
                .as("triggers: %s", table)
                .isZero();
        if (!table.equals("datastream") && !table.equals("datastream_property")) {
            assertThat(town.count("pg_constraint where contype = 'f' and conrelid = '%s'::regclass".formatted(table)))
                    .as("foreign keys of %s", table)
                    .isZero();
        }
    }
}
