package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the alarms of a month, rule by rule: how many came, who acted and what nobody saw. */
@Component
class MonthlyReport {

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    MonthlyReport(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /**
     * The alarms of a rule. Those raised for a test count as {@code tests} only.
     *
     * @param acted acknowledged or closed by a person
     * @param missed over without that
     * @param open neither, yet
     * @param minutes from alarm to person, the median; null when nobody acted
     * @param told how many notices were sent
     * @param received how many of them were marked as received
     */
    record Line(
            long ruleId,
            String rule,
            int raised,
            int acted,
            int missed,
            int open,
            @Nullable Double minutes,
            int told,
            int received,
            int tests) {}

    /** The month that the text names ({@code 2026-11}); without text the current one, in Germany. */
    YearMonth month(String text) {
        try {
            return text.isBlank() ? YearMonth.from(clock.instant().atZone(Hours.TOWN)) : YearMonth.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.badInput("alarms.refusal.month", text).at("month");
        }
    }

    /** Of the municipalities whose alarms whoever asks may see, by the name of the rule. */
    List<Line> read(YearMonth month) {
        return jdbc.sql("""
                        select r.id, r.name,
                            count(*) filter (where real) as raised,
                            count(*) filter (where real and acted_at is not null) as acted,
                            count(*) filter (where real and acted_at is null and cleared_at is not null) as missed,
                            count(*) filter (where real and acted_at is null and cleared_at is null) as open,
                            percentile_cont(0.5) within group (order by extract(epoch from acted_at - raised_at) / 60)
                                filter (where real) as minutes,
                            coalesce(sum(told) filter (where real), 0) as told,
                            coalesce(sum(received) filter (where real), 0) as received,
                            count(*) filter (where not real) as tests
                        from (select a.*, a.subject <> 'test' as real, least(a.acknowledged_at, a.closed_at) as acted_at
                            from alarm a where a.municipality_id in (:municipalities)
                              and a.raised_at >= :from and a.raised_at < :until) a
                        join alarm_rule r on r.id = a.rule_id
                        cross join lateral (select count(*) as told, count(n.seen_at) as received
                            from alarm_notice n where n.alarm_id = a.id) n
                        group by r.id, r.name order by lower(r.name), r.id""")
                .param("municipalities", access.requireReadable(Alarms.RECORD))
                .param("from", month.atDay(1).atStartOfDay(Hours.TOWN).toOffsetDateTime())
                .param(
                        "until",
                        month.plusMonths(1).atDay(1).atStartOfDay(Hours.TOWN).toOffsetDateTime())
                .query((rs, n) -> new Line(
                        rs.getLong("id"),
                        rs.getString("name"),
                        rs.getInt("raised"),
                        rs.getInt("acted"),
                        rs.getInt("missed"),
                        rs.getInt("open"),
                        rs.getObject("minutes", Double.class),
                        rs.getInt("told"),
                        rs.getInt("received"),
                        rs.getInt("tests")))
                .list();
    }
}
