package de.stadtkern.kernel.observations.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes raw values whose time is over, whole days (UTC) at a time, after their figures were calculated for the last
 * time. A value that comes for a day that is gone is added to its figures and goes as well.
 */
@Component
class Expiry {

    private static final Logger log = LoggerFactory.getLogger(Expiry.class);

    private static final String ADD_LATE_VALUES =
            Figures.CALCULATE.formatted("o.phenomenon_time < k.raw_since and o.day < k.raw_since") + """
            on conflict (datastream_id, width, start) do update set
                observations = b.observations + excluded.observations, valid = b.valid + excluded.valid,
                total = case when b.total is null then excluded.total else b.total + coalesce(excluded.total, 0) end,
                least = least(b.least, excluded.least), greatest = greatest(b.greatest, excluded.greatest)""";

    /** A datastream and the day before which it keeps nothing. */
    private record Due(long datastream, Instant end) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Figures figures;
    private final Clock clock;
    private final StorageFigures counters;

    Expiry(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Figures figures,
            Clock clock,
            StorageFigures counters) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.figures = figures;
        this.clock = clock;
        this.counters = counters;
    }

    void removeWhatIsOver() {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        List<Due> due = jdbc.sql("select datastream_id, keep_days from datastream_keeping where keep_days is not null")
                .query((row, number) -> new Due(row.getLong(1), today.minus(Duration.ofDays(row.getInt(2)))))
                .list();
        int removed = 0;
        for (Due one : due) {
            removed += remove(one);
        }
        if (removed > 0) {
            log.info("{} observations were removed because their time was over", removed);
        }
    }

    private int remove(Due due) {
        try {
            Integer removed = transaction.execute(status -> removeNow(due));
            counters.expired(removed == null ? 0 : removed);
            return removed == null ? 0 : removed;
        } catch (ConcurrencyFailureException e) {
            log.info("Observations of datastream {} changed while they were removed: another time", due.datastream);
            return 0;
        }
    }

    private int removeNow(Due due) {
        jdbc.sql(FoldedObservations.ONE_AT_A_TIME).update();
        jdbc.sql("""
                        select t.day from observation_touched t join datastream_keeping k using (datastream_id)
                        where t.datastream_id = :datastream and t.day < :end and t.day >= coalesce(k.raw_since, '-infinity')""")
                .param("datastream", due.datastream)
                .param("end", due.end.atOffset(ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .list()
                .forEach(day -> figures.calculate(due.datastream, day));
        jdbc.sql(ADD_LATE_VALUES).param("datastream", due.datastream).update();
        int rows = run("delete from observation_row where datastream_id = :datastream and phenomenon_time < :end", due)
                .update();
        long folded = run("""
                        with gone as (delete from observation_chunk where datastream_id = :datastream and day < :end
                            returning size)
                        select coalesce(sum(size), 0) from gone""", due).query(Long.class).single();
        for (String table : new String[] {"observation_touched", "observation_profile"}) {
            run("delete from " + table + " where datastream_id = :datastream and day < :end", due)
                    .update();
        }
        run("""
                update datastream_keeping set raw_since = greatest(raw_since, :end)
                where datastream_id = :datastream""", due).update();
        int removed = rows + (int) folded;
        if (removed > 0) {
            run("""
                    update datastream_extent set observations = observations - :removed,
                        phenomenon_start = greatest(phenomenon_start, least(phenomenon_end, :end))
                    where datastream_id = :datastream""", due).param("removed", removed).update();
        }
        return removed;
    }

    private StatementSpec run(String sql, Due due) {
        return jdbc.sql(sql).param("datastream", due.datastream).param("end", due.end.atOffset(ZoneOffset.UTC));
    }
}
