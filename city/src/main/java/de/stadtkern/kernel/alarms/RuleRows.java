package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.alarms.Rule.Step;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables alarm_rule and alarm_step. */
@Component
class RuleRows {

    private static final int DEFAULT_INTERVALS = 3;

    private static final String SELECT = """
            select r.*, s.afters, s.persons, s.names from alarm_rule r cross join lateral (
                select array_agg(after_minutes order by position) as afters,
                    array_agg(person_id order by position) as persons,
                    array_agg(person_name order by position) as names
                from alarm_step where rule_id = r.id) s
            where\s""";

    private final JdbcClient jdbc;

    RuleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name. */
    List<Rule> list(Collection<Long> municipalities) {
        return jdbc.sql(SELECT + "r.municipality_id in (:municipalities) order by lower(r.name), r.id")
                .param("municipalities", municipalities)
                .query(RuleRows::rule)
                .list();
    }

    List<Rule> listActive() {
        return jdbc.sql(SELECT + "r.active order by r.id").query(RuleRows::rule).list();
    }

    Optional<Rule> find(long id) {
        return jdbc.sql(SELECT + "r.id = :id")
                .param("id", id)
                .query(RuleRows::rule)
                .optional();
    }

    /** The rule, if it is active, held so that nobody else judges it until the running transaction ends. */
    Optional<Rule> findToJudge(long id) {
        return jdbc.sql(SELECT + "r.id = :id and r.active for no key update of r")
                .param("id", id)
                .query(RuleRows::rule)
                .optional();
    }

    /** The id of the new rule; empty when the municipality has one of this name. */
    Optional<Long> insert(Rule rule) {
        Optional<Long> id = with(rule, """
                        insert into alarm_rule (municipality_id, name, severity, datastream, property, direction, raise_at,
                            clear_at, dwell_seconds, needed, samples, intervals, days, day_from, day_until, proposes,
                            active)
                        values (:municipality, :name, :severity, :datastream, :property, :direction, :raiseAt, :clearAt,
                            :dwell, :needed, :window, :intervals, :days, :from, :until, :proposes, :active)
                        on conflict (municipality_id, name) do nothing returning id""").query(Long.class).optional();
        id.ifPresent(fresh -> insertSteps(fresh, rule.steps()));
        return id;
    }

    /** Its id; empty when the municipality has another of this name. */
    Optional<Long> update(Rule rule) {
        try {
            with(rule, """
                            update alarm_rule set name = :name, severity = :severity, datastream = :datastream,
                                property = :property, direction = :direction, raise_at = :raiseAt, clear_at = :clearAt,
                                dwell_seconds = :dwell, needed = :needed, samples = :window, intervals = :intervals,
                                days = :days, day_from = :from, day_until = :until, proposes = :proposes,
                                active = :active
                            where id = :id and municipality_id = :municipality""").param("id", rule.id()).update();
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
        jdbc.sql("delete from alarm_step where rule_id = :id")
                .param("id", rule.id())
                .update();
        insertSteps(rule.id(), rule.steps());
        return Optional.of(rule.id());
    }

    private JdbcClient.StatementSpec with(Rule rule, String sql) {
        Map<DayOfWeek, Hours.Span> days = new EnumMap<>(rule.hours().days());
        JdbcClient.StatementSpec statement = jdbc.sql(sql)
                .param("municipality", rule.municipalityId())
                .param("name", rule.name())
                .param("severity", rule.severity().name())
                .param("datastream", rule.target().datastream())
                .param("property", rule.target().property())
                .param("days", days.keySet().stream().map(DayOfWeek::getValue).toArray(Integer[]::new))
                .param("from", times(days, Hours.Span::from))
                .param("until", times(days, Hours.Span::until))
                .param("proposes", rule.proposes())
                .param("active", rule.active());
        Condition limits = rule.trigger() instanceof Condition condition ? condition : null;
        return statement
                .param("intervals", rule.trigger() instanceof Silence(int intervals) ? intervals : DEFAULT_INTERVALS)
                .param("direction", limits == null ? null : limits.direction().name())
                .param("raiseAt", limits == null ? null : limits.raiseAt())
                .param("clearAt", limits == null ? null : limits.clearAt())
                .param("dwell", limits == null ? 0 : limits.dwell().toSeconds())
                .param("needed", limits == null ? 1 : limits.needed())
                .param("window", limits == null ? 1 : limits.window());
    }

    private void insertSteps(long rule, List<Step> steps) {
        for (int position = 0; position < steps.size(); position++) {
            Step step = steps.get(position);
            jdbc.sql("""
                            insert into alarm_step (rule_id, position, after_minutes, person_id, person_name)
                            values (:rule, :position, :after, :person, :name)""")
                    .param("rule", rule)
                    .param("position", position)
                    .param("after", step.afterMinutes())
                    .param("person", step.personId())
                    .param("name", step.personName())
                    .update();
        }
    }

    private static Time[] times(Map<DayOfWeek, Hours.Span> days, Function<Hours.Span, LocalTime> time) {
        return days.values().stream().map(time).map(Time::valueOf).toArray(Time[]::new);
    }

    private static Hours hours(ResultSet rs) throws SQLException {
        Integer[] days = (Integer[]) rs.getArray("days").getArray();
        Time[] from = (Time[]) rs.getArray("day_from").getArray();
        Time[] until = (Time[]) rs.getArray("day_until").getArray();
        return new Hours(IntStream.range(0, days.length)
                .boxed()
                .collect(Collectors.toMap(
                        n -> DayOfWeek.of(days[n]),
                        n -> new Hours.Span(from[n].toLocalTime(), until[n].toLocalTime()))));
    }

    private static Rule rule(ResultSet rs, int row) throws SQLException {
        return new Rule(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                Severity.valueOf(rs.getString("severity")),
                new Rule.Target(rs.getObject("datastream", Long.class), rs.getString("property")),
                trigger(rs),
                hours(rs),
                rs.getBoolean("proposes"),
                rs.getBoolean("active"),
                steps(rs));
    }

    private static Trigger trigger(ResultSet rs) throws SQLException {
        @Nullable String direction = rs.getString("direction");
        return direction == null
                ? new Silence(rs.getInt("intervals"))
                : new Condition(
                        Condition.Direction.valueOf(direction),
                        rs.getDouble("raise_at"),
                        rs.getDouble("clear_at"),
                        Duration.ofSeconds(rs.getLong("dwell_seconds")),
                        rs.getInt("needed"),
                        rs.getInt("samples"));
    }

    private static List<Step> steps(ResultSet rs) throws SQLException {
        @Nullable Array afters = rs.getArray("afters");
        if (afters == null) {
            return List.of();
        }
        Integer[] minutes = (Integer[]) afters.getArray();
        Long[] persons = (Long[]) rs.getArray("persons").getArray();
        String[] names = (String[]) rs.getArray("names").getArray();
        return IntStream.range(0, minutes.length)
                .mapToObj(step -> new Step(minutes[step], persons[step], names[step]))
                .toList();
    }
}
