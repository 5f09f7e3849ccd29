package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which signs must stand where from when, and who says that they do. */
@Component
class Signs {

    private final SweepingPlan plan;
    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    Signs(SweepingPlan plan, JdbcClient jdbc, Access access, Clock clock) {
        this.plan = plan;
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /** What somebody said of a sign. */
    record Step(LocalDate day, String street, Rule.Sides sides, boolean up, String personName, Instant at) {

        String sign() {
            return key(day, street, sides);
        }
    }

    /**
     * A sign that the plan asks for.
     *
     * @param upBy when it must stand
     * @param last what was last said of it; null when nothing was
     */
    record Sign(
            LocalDate day,
            String street,
            Rule.Sides sides,
            Rule.@Nullable Hours hours,
            Instant upBy,
            @Nullable Step last,
            State state) {}

    /** How a sign stands. */
    enum State {
        TO_PUT_UP(Mark.PLANNED),
        LATE(Mark.DANGER),
        UP(Mark.OK),
        TAKEN_DOWN(Mark.DONE);

        private final Mark mark;

        State(Mark mark) {
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }
    }

    /** Those for days from (inclusive) until (exclusive). */
    List<Sign> list(long municipality, LocalDate from, LocalDate until) {
        Map<String, Step> last = history(municipality, from, until).stream()
                .collect(Collectors.toMap(Step::sign, step -> step, (before, after) -> after));
        Duration lead = Duration.ofHours(plan.policy(municipality).signHours());
        return plan.lines(municipality, from, until).stream()
                .filter(SweepingPlan.Line::noParking)
                .map(line -> {
                    LocalDate day = line.day().day();
                    Rule.Hours hours = line.hours();
                    Instant begin = day.atTime(hours == null ? LocalTime.MIDNIGHT : hours.from())
                            .atZone(Rule.TOWN)
                            .toInstant();
                    Step step = last.get(key(day, line.street(), line.sides()));
                    Instant upBy = begin.minus(lead);
                    return new Sign(day, line.street(), line.sides(), hours, upBy, step, state(step, upBy));
                })
                .toList();
    }

    private State state(@Nullable Step last, Instant upBy) {
        if (last == null) {
            return clock.instant().isAfter(upBy) ? State.LATE : State.TO_PUT_UP;
        }
        return last.up() ? State.UP : State.TAKEN_DOWN;
    }

    /** What was said of signs for these days, oldest first. */
    List<Step> history(long municipality, LocalDate from, LocalDate until) {
        access.require(Permission.SEE_OPERATIONS, municipality);
        return jdbc.sql("""
            select * from sweeping_sign_step
            where municipality_id = :municipality and day >= :from and day < :until order by id\
            """)
                .param("municipality", municipality)
                .param("from", from)
                .param("until", until)
                .query((rs, row) -> new Step(
                        rs.getObject("day", LocalDate.class),
                        rs.getString("street"),
                        Rule.Sides.valueOf(rs.getString("sides")),
                        rs.getBoolean("up"),
                        rs.getString("person_name"),
                        rs.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Somebody says that a sign stands, or was taken down. Refused when the plan asks for none there. */
    @Transactional
    void tick(long municipality, Form form) {
        Person person = access.allows(Permission.CARRY_OUT_ORDERS, municipality)
                ? access.person()
                : access.require(Permission.PLAN_TOURS, municipality);
        LocalDate day = new Fields(form).day("day");
        Rule.Sides sides = form.choice("sides", Rule.Sides.class);
        String street = form.value("street");
        if (list(municipality, day, day.plusDays(1)).stream()
                .noneMatch(one -> one.street().equals(street) && one.sides() == sides)) {
            throw Refusal.badInput("sweeping.refusal.no-sign", street, day);
        }
        jdbc.sql("""
            insert into sweeping_sign_step (municipality_id, day, street, sides, up, person_name, at)
            values (:municipality, :day, :street, :sides, :up, :person, :at)\
            """)
                .param("municipality", municipality)
                .param("day", day)
                .param("street", street)
                .param("sides", sides.name())
                .param("up", new Fields(form).isTicked("up"))
                .param("person", person.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String key(LocalDate day, String street, Rule.Sides sides) {
        return day + " " + sides + " " + street;
    }
}
