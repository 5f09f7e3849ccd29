package de.stadtkern.kernel.observations.storage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Makes the primary keys of rows anew where much of their pages is empty: every datastream grows at its own place in them,
 * and a page that was split in the middle is never filled again. Reading and writing go on.
 */
@Repository
class Packing {

    private static final Logger log = LoggerFactory.getLogger(Packing.class);

    private static final String INDEXES = """
            select format('%I.%I', n.nspname, k.relname) from pg_inherits p join pg_index i on i.indrelid = p.inhrelid
            join pg_class k on k.oid = i.indexrelid join pg_namespace n on n.oid = k.relnamespace
            where p.inhparent = 'observation_row'::regclass and\s
            """;

    /** With full pages a key takes 36 bytes for a row. */
    private static final String LOOSE = INDEXES + """
            i.indisprimary and pg_relation_size(k.oid) > :least and pg_relation_size(k.oid) >
                (select 44 * nullif(greatest(t.reltuples, pg_stat_get_live_tuples(t.oid)), 0)
                from pg_class t where t.oid = i.indrelid)""";

    /** What a server that stopped meanwhile has left. */
    private static final String UNFINISHED = INDEXES + "not i.indisvalid and k.relname ~ '_cc(new|old)\\d*$'";

    private final JdbcClient jdbc;

    Packing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param least bytes of a key that is worth it */
    void packKeys(long least) {
        jdbc.sql(UNFINISHED).query(String.class).list().forEach(index -> run("drop index " + index));
        jdbc.sql(LOOSE).param("least", least).query(String.class).list().forEach(index -> {
            run("reindex index concurrently " + index);
            log.info("The pages of {} are full again", index);
        });
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
