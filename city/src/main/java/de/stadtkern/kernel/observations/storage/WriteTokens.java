package de.stadtkern.kernel.observations.storage;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Remembers for a while under which token an observation was written, so that repeating it stores nothing twice. */
@Repository
public class WriteTokens {

    private final JdbcClient jdbc;

    WriteTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In the transaction that writes them. Who writes the same at the same time waits for its end.
     *
     * @param ids that the observations get if they are written
     * @return of what was there before, by the id it did not get, the id it has
     */
    public Map<Long, Long> claim(Long[] datastreams, String[] tokens, Long[] ids) {
        jdbc.sql("""
                insert into observation_token (datastream_id, token, observation_id)
                select d, t, i from unnest(:datastreams::bigint[], :tokens::text[], :ids::bigint[]) u (d, t, i)
                order by d, t on conflict do nothing""")
                .param("datastreams", datastreams)
                .param("tokens", tokens)
                .param("ids", ids)
                .update();
        Map<Long, Long> before = new HashMap<>();
        jdbc.sql("""
                select u.i, o.observation_id
                from unnest(:datastreams::bigint[], :tokens::text[], :ids::bigint[]) u (d, t, i)
                join observation_token o on o.datastream_id = u.d and o.token = u.t and o.observation_id <> u.i""")
                .param("datastreams", datastreams)
                .param("tokens", tokens)
                .param("ids", ids)
                .query(row -> {
                    before.put(row.getLong(1), row.getLong(2));
                });
        return before;
    }

    /** Removed observations may be written again. */
    public void forget(Long[] datastreams, Long... observations) {
        jdbc.sql("delete from observation_token where datastream_id = any(:datastreams) and observation_id = any(:ids)")
                .param("datastreams", datastreams)
                .param("ids", observations)
                .update();
    }
}
