package de.stadtkern.kernel.observations.storage;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The partitions of observations by month (UTC). What no month is ready for lies in the default partition, however early
 * or late it is dated: nothing is refused, and nothing has to be made while a device waits.
 */
@Repository
class Months {

    private static final Logger log = LoggerFactory.getLogger(Months.class);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'observation_'uuuu_MM");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Months(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static YearMonth of(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC));
    }

    /** Those that have a partition, oldest first. */
    List<YearMonth> list() {
        return jdbc.sql("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'observation_row'::regclass and c.relname ~ '^observation_\\d{4}_\\d{2}$'
                        order by 1""").query(String.class).list().stream()
                .map(name -> YearMonth.parse(name, NAME))
                .toList();
    }

    /** What lies in the default partition for this month moves into the new one. */
    void make(YearMonth month) {
        String partition = NAME.format(month);
        String range = "phenomenon_time >= '%s' and phenomenon_time < '%s'"
                .formatted(start(month), start(month.plusMonths(1)));
        transaction.executeWithoutResult(status -> {
            // who wants to write waits here, and not at a partition that is no longer the right one
            run("lock table only observation_row in exclusive mode");
            run("lock table observation_other in access exclusive mode");
            run("create table %s (like observation_row including constraints)".formatted(partition));
            run("""
                    with moved as (delete from observation_other where %s returning *)
                    insert into %s select * from moved""".formatted(range, partition));
            run("alter table observation_row attach partition %s for values from ('%s') to ('%s')"
                    .formatted(partition, start(month), start(month.plusMonths(1))));
        });
        log.info("The partition {} is ready", partition);
    }

    /** Whether it was empty and is gone; late values then go to the default partition. */
    boolean dropEmpty(YearMonth month) {
        String partition = NAME.format(month);
        if (!isEmpty(partition)) {
            return false;
        }
        try {
            transaction.executeWithoutResult(status -> {
                run("set local lock_timeout = '3s'");
                run("lock table observation_row in access exclusive mode");
                if (isEmpty(partition)) {
                    run("drop table " + partition);
                }
            });
        } catch (PessimisticLockingFailureException e) {
            log.info("The empty partition {} is dropped another time: others use it", partition);
        }
        return true;
    }

    /** Gives back the disk of what was folded. */
    void shrink(YearMonth month) {
        run("vacuum (full, analyze) " + NAME.format(month));
    }

    private boolean isEmpty(String partition) {
        return jdbc.sql("select not exists (select from " + partition + ")")
                .query(Boolean.class)
                .single();
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
