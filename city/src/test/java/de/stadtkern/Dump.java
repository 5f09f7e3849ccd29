package de.stadtkern;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that a database holds. */
public final class Dump {

    private Dump() {}

    /** The tables in a row of which the word stands, in whatever column; it is of small letters, digits and hyphens. */
    public static List<String> tablesWith(String word, JdbcClient jdbc) {
        return jdbc
                .sql("""
                    select c.relname, (
                        select string_agg(
                            format(' or position(convert_to(%L, ''UTF8'') in %I) > 0', :word, a.attname), '')
                        from pg_attribute a
                        where a.attrelid = c.oid and a.atttypid = 'bytea'::regtype and a.attnum > 0) as bytes
                    from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace\
                    """)
                .param("word", word)
                .query((rs, n) ->
                        "select '%1$s' from \"%1$s\" t where position('%2$s' in lower(t::text)) > 0%3$s limit 1"
                                .formatted(rs.getString(1), word, Objects.requireNonNullElse(rs.getString(2), "")))
                .list()
                .stream()
                .flatMap(sql -> jdbc.sql(sql).query((rs, n) -> rs.getString(1)).list().stream())
                .toList();
    }
}
