package de.stadtkern.kernel.observations.storage;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Folds what is older than a moment into chunks, a datastream and month at a time, each in one transaction that reads the
 * chunks back and compares them before it removes a row. Killed, it goes on where it was.
 */
@Component
class Folding {

    private static final Logger log = LoggerFactory.getLogger(Folding.class);

    /** Everything else of an observation has no place in a chunk and stays a row. */
    private static final String FOLDABLE = "result is not null and rest is null";

    /** The days that have rows to fold, with everything that these days hold: rows, and chunks of before. */
    private static final String FOLD = """
            with days_with_rows as (
                select distinct date_trunc('day', phenomenon_time, 'UTC') as day from observation_row
                where datastream_id = :datastream and phenomenon_time >= :from and phenomenon_time < :until
                    and %1$s
            ), rows as (
                select d.day, o.phenomenon_time, o.id, o.result, o.feature_id,
                    case when abs(o.result) < 1e11 and float8send(o.result) <> float8send('-0') then o.result end as plain,
                    (extract(epoch from o.phenomenon_time - d.day) * 1000000)::bigint as micros,
                    (extract(epoch from o.result_time - o.phenomenon_time) * 1000000)::bigint as lag,
                    row_number() over (partition by d.day order by o.phenomenon_time, o.id) - 1 as n
                from observation o join days_with_rows d on d.day = date_trunc('day', o.phenomenon_time, 'UTC')
                where o.datastream_id = :datastream and o.phenomenon_time >= :from and o.phenomenon_time < :until
                    and o.day >= :from and o.day < :until
                    and %1$s
            ), days as (
                select day, count(*) as size, min(id) as first_id, max(id) as last_id,
                    (max(id) - min(id)) / greatest(count(*) - 1, 1) as id_step,
                    case when bool_and(micros %% 1000000 = 0) then 1000000
                        when bool_and(micros %% 1000 = 0) then 1000 else 1 end as tick,
                    min(micros) as first_micros, (max(micros) - min(micros)) / greatest(count(*) - 1, 1) as step,
                    case when count(plain) < count(*) then null
                        when bool_and(round(plain) = plain) then 1
                        when bool_and(round(plain * 10) / 10 = plain) then 10
                        when bool_and(round(plain * 100) / 100 = plain) then 100
                        when bool_and(round(plain * 1000) / 1000 = plain) then 1000
                    end::float8 as scale
                from rows group by day
            )
            insert into observation_chunk as c (datastream_id, day, size, ids, tick, time_first, time_step, id_first, id_step,
                scale, times, id_rest, scaled, exact, result_lag, features)
            select :datastream, d.day, d.size, int8range(d.first_id, d.last_id, '[]'), d.tick, d.first_micros / d.tick,
                d.step / d.tick, d.first_id, d.id_step, d.scale,
                array_agg((r.micros - d.first_micros) / d.tick - d.step / d.tick * r.n order by r.n),
                array_agg(r.id - d.first_id - d.id_step * r.n order by r.n),
                case when d.scale is not null then array_agg(round(r.plain * d.scale)::bigint order by r.n) end,
                case when d.scale is null then array_agg(r.result order by r.n) end,
                array_agg(r.lag order by r.n), array_agg(r.feature_id order by r.n)
            from rows r join days d using (day)
            group by d.day, d.size, d.first_id, d.last_id, d.tick, d.first_micros, d.step, d.id_step, d.scale
            on conflict (datastream_id, day) do update set size = excluded.size, ids = excluded.ids, tick = excluded.tick,
                time_first = excluded.time_first, time_step = excluded.time_step, id_first = excluded.id_first,
                id_step = excluded.id_step, scale = excluded.scale, times = excluded.times, id_rest = excluded.id_rest,
                scaled = excluded.scaled, exact = excluded.exact, result_lag = excluded.result_lag,
                features = excluded.features""".formatted(FOLDABLE);

    private static final String DIFFERENT = """
            select count(*) from (
                select phenomenon_time, id, result_time, float8send(result), feature_id from observation_row
                where datastream_id = :datastream and phenomenon_time >= :from and phenomenon_time < :until and %s
                except all
                select phenomenon_time, id, result_time, float8send(result), feature_id from observation_folded
                where datastream_id = :datastream and day >= :from and day < :until) lost""".formatted(FOLDABLE);

    private static final String REMOVE = """
            delete from observation_row
            where datastream_id = :datastream and phenomenon_time >= :from and phenomenon_time < :until and %s""".formatted(FOLDABLE);

    /** What can be folded, by datastream and month. */
    private record Work(long datastream, YearMonth month) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Months months;
    private final Clock clock;
    private final StorageSettings settings;
    private final StorageFigures figures;

    Folding(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Months months,
            Clock clock,
            StorageSettings settings,
            StorageFigures figures) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.months = months;
        this.clock = clock;
        this.settings = settings;
        this.figures = figures;
    }

    /** All months that ended long enough ago. */
    void foldClosedMonths() {
        YearMonth open = Months.of(clock.instant().minus(settings.foldAfter()));
        Set<YearMonth> folded = new HashSet<>();
        for (Work work : work(open)) {
            if (fold(work) > 0 && folded.add(work.month)) {
                log.info("Observations of {} are being folded", work.month);
            }
        }
        months.list().stream().filter(month -> month.isBefore(open)).forEach(month -> {
            if (!months.dropEmpty(month) && folded.contains(month)) {
                months.shrink(month);
            }
        });
        if (!folded.isEmpty()) {
            log.info("Folded: {}", folded);
        }
    }

    private List<Work> work(YearMonth end) {
        return jdbc.sql("""
                        select datastream_id, date_trunc('month', phenomenon_time, 'UTC') as month from observation_row
                        where phenomenon_time < :end and %s
                        group by 1, 2 order by 2, 1""".formatted(FOLDABLE))
                .param("end", Months.start(end).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Work(
                        row.getLong(1),
                        Months.of(row.getObject(2, OffsetDateTime.class).toInstant())))
                .list();
    }

    private int fold(Work work) {
        try {
            Integer folded = transaction.execute(status -> foldNow(work));
            figures.folded(folded == null ? 0 : folded);
            return folded == null ? 0 : folded;
        } catch (ConcurrencyFailureException e) {
            log.info("Observations of datastream {} changed while they were folded: another time", work.datastream);
            return 0;
        } catch (DataAccessException | IllegalStateException e) {
            log.error("Observations of datastream {} in {} stay rows", work.datastream, work.month, e);
            return 0;
        }
    }

    private int foldNow(Work work) {
        jdbc.sql(FoldedObservations.ONE_AT_A_TIME).update();
        run(FOLD, work).update();
        long different = run(DIFFERENT, work).query(Long.class).single();
        if (different > 0) {
            throw new IllegalStateException("%d observations of datastream %d in %s cannot be folded exactly"
                    .formatted(different, work.datastream, work.month));
        }
        return run(REMOVE, work).update();
    }

    private JdbcClient.StatementSpec run(String sql, Work work) {
        return jdbc.sql(sql)
                .param("datastream", work.datastream)
                .param("from", Months.start(work.month).atOffset(ZoneOffset.UTC))
                .param("until", Months.start(work.month.plusMonths(1)).atOffset(ZoneOffset.UTC));
    }
}
