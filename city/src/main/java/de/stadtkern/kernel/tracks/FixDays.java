package de.stadtkern.kernel.tracks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The partitions of the positions by day (UTC). */
@Repository
class FixDays {

    private static final Logger log = LoggerFactory.getLogger(FixDays.class);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'track_fix_'uuuu_MM_dd");

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    FixDays(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    static LocalDate of(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** Makes what is missing, in a transaction of its own: attaching holds up nobody who writes. */
    void ensure(Set<LocalDate> days) {
        days.stream().filter(day -> !known.contains(day)).sorted().forEach(day -> {
            own.executeWithoutResult(status -> make(day));
            known.add(day);
        });
    }

    /** Those that there are, oldest first. */
    List<LocalDate> list() {
        return jdbc.sql("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'track_fix'::regclass order by 1""").query(String.class).list().stream()
                .map(name -> LocalDate.parse(name, NAME))
                .toList();
    }

    /** Whether the day is gone with all its positions; otherwise somebody was reading, and it goes another time. */
    boolean drop(LocalDate day) {
        known.remove(day);
        try {
            own.executeWithoutResult(status -> {
                jdbc.sql("set local lock_timeout = '3s'").update();
                jdbc.sql("drop table if exists " + NAME.format(day)).update();
            });
            return true;
        } catch (PessimisticLockingFailureException e) {
            log.info("The positions of {} go another time: others use them", day);
            return false;
        }
    }

    private void make(LocalDate day) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('track_fix', 0))")
                .query(nothing -> {});
        if (!list().contains(day)) {
            String partition = NAME.format(day);
            jdbc.sql("create table %s (like track_fix including all)".formatted(partition))
                    .update();
            jdbc.sql("alter table track_fix attach partition %s for values from ('%sZ') to ('%sZ')"
                            .formatted(partition, day, day.plusDays(1)))
                    .update();
        }
    }
}
