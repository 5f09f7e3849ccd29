package de.stadtkern.kernel.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What PostgreSQL itself knows about the tables of the program: those in the current schema. */
record Catalogue(Connection connection) {

    /** Sign-ins end with a restore, leases and presence are for the moment, and Flyway writes its own history. */
    private static final Set<String> NOT_KEPT = Set.of(
            "spring_session", "spring_session_attributes", "database_lease", "desk_presence", "flyway_schema_history");

    private static final String OURS = """
            c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
            and not exists (select from pg_depend d
                             where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            """;

    /** Turns a row into a value. */
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private record Reference(String from, String to) {}

    /** Every table with rows of its own that belongs into a backup. */
    List<Manifest.Table> tables() throws SQLException {
        return list("""
                select c.relname, p.relname, pg_get_expr(c.relpartbound, c.oid),
                       array(select a.attname::text from pg_attribute a
                              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                              order by a.attnum)
                  from pg_class c
                  left join pg_inherits i on i.inhrelid = c.oid
                  left join pg_class p on p.oid = i.inhparent
                 where c.relkind = 'r' and c.relpersistence = 'p' and\s""" + OURS + " order by c.relname", this::table).stream()
                .filter(table -> !NOT_KEPT.contains(table.name()))
                .toList();
    }

    /** The tables in an order in which every foreign key finds the row it points to. */
    List<Manifest.Content> inOrderOfReferences(List<Manifest.Content> tables) throws SQLException {
        List<Reference> references = list("""
                select c.relname, t.relname from pg_constraint k
                  join pg_class c on c.oid = k.conrelid
                  join pg_class t on t.oid = k.confrelid
                 where k.contype = 'f' and k.conrelid <> k.confrelid and\s""" + OURS, row -> new Reference(row.getString(1), row.getString(2)));
        List<Manifest.Content> left = new ArrayList<>(tables);
        List<Manifest.Content> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<String> missing = left.stream().map(one -> one.table().name()).collect(Collectors.toSet());
            Set<String> waiting = references.stream()
                    .filter(reference -> missing.contains(reference.to()))
                    .map(Reference::from)
                    .collect(Collectors.toSet());
            List<Manifest.Content> ready = left.stream()
                    .filter(one -> !waiting.contains(one.table().name()))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("These tables refer to each other in a circle: " + missing);
            }
            ordered.addAll(ready);
            left.removeAll(ready);
        }
        return ordered;
    }

    List<Manifest.Sequence> sequences() throws SQLException {
        List<String> names = list(
                "select c.relname from pg_class c where c.relkind = 'S' and " + OURS + " order by c.relname",
                row -> row.getString(1));
        List<Manifest.Sequence> sequences = new ArrayList<>();
        for (String name : names) {
            sequences.addAll(list(
                    "select last_value, is_called from " + Sql.name(name),
                    row -> new Manifest.Sequence(name, row.getLong(1), row.getBoolean(2))));
        }
        return sequences;
    }

    List<String> migrations() throws SQLException {
        return list(
                "select version from flyway_schema_history where success and type = 'SQL' order by installed_rank",
                row -> row.getString(1));
    }

    /** Everything in the schema that holds or shows rows. */
    List<String> everything() throws SQLException {
        return list(
                "select c.relname from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and " + OURS
                        + " order by c.relname",
                row -> row.getString(1));
    }

    String serverVersion() throws SQLException {
        return list("show server_version", row -> row.getString(1)).getFirst();
    }

    private Manifest.Table table(ResultSet row) throws SQLException {
        String bound = row.getString(3);
        return new Manifest.Table(
                row.getString(1),
                List.of((String[]) row.getArray(4).getArray()),
                bound == null ? null : new Manifest.Partition(row.getString(2), bound));
    }

    private <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
        List<T> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(reader.read(rows));
            }
        }
        return values;
    }
}
