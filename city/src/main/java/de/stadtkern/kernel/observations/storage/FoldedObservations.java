package de.stadtkern.kernel.observations.storage;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes rows of chunks again, so that what is folded can be changed and removed like everything else. The next folding
 * makes chunks of what is left.
 */
@Repository
public class FoldedObservations {

    /** Chunks are written by one transaction at a time; reading goes on. */
    static final String ONE_AT_A_TIME = "lock table observation_chunk in share row exclusive mode";

    private static final String UNFOLD = """
            with gone as (delete from observation_chunk c where %s returning datastream_id, day)
            insert into observation_row (datastream_id, phenomenon_time, id, result_time, result, feature_id)
            select f.datastream_id, f.phenomenon_time, f.id, f.result_time, f.result, f.feature_id
            from observation_folded f join gone g using (datastream_id, day)""";

    private final JdbcClient jdbc;

    FoldedObservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The days in which these observations lie; until the end of the transaction they stay rows. */
    @Transactional
    public void unfold(Long... observations) {
        jdbc.sql(ONE_AT_A_TIME).update();
        jdbc.sql(UNFOLD.formatted("""
                        (datastream_id, day) in (select f.datastream_id, f.day
                            from unnest(:ids::bigint[]) i join observation_folded f on f.ids @> i and f.id = i)""")).param("ids", observations).update();
    }

    /** The days on which these datastreams observed these features. */
    @Transactional
    public void unfold(Long[] datastreams, Long[] features) {
        jdbc.sql(ONE_AT_A_TIME).update();
        jdbc.sql(UNFOLD.formatted("datastream_id = any(:datastreams) and features && :features"))
                .param("datastreams", datastreams)
                .param("features", features)
                .update();
    }

    /** All that these datastreams have ever observed is gone. */
    @Transactional
    public void remove(Long... datastreams) {
        jdbc.sql(ONE_AT_A_TIME).update();
        for (String table : new String[] {
            "observation_chunk",
            "observation_row",
            "observation_token",
            "observation_bucket",
            "observation_profile",
            "observation_touched",
            "datastream_keeping"
        }) {
            jdbc.sql("delete from " + table + " where datastream_id = any(:datastreams)")
                    .param("datastreams", datastreams)
                    .update();
        }
    }
}
