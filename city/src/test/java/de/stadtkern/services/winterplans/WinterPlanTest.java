package de.stadtkern.services.winterplans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Proposals.Raised;
import de.stadtkern.kernel.planning.Job;
import de.stadtkern.kernel.planning.TourPlans.Planned;
import de.stadtkern.kernel.planning.TourPlans.Result;
import de.stadtkern.kernel.planning.TourPlans.Served;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Segments;
import de.stadtkern.services.winterplans.Simulation.Effort;
import de.stadtkern.services.winterplans.Simulation.Night;
import de.stadtkern.services.winterplans.WinterPlan.Deadlines;
import de.stadtkern.services.winterplans.WinterPlan.Kind;
import de.stadtkern.services.winterplans.WinterPlan.Wish;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WinterPlanTest {

    private static final List<Position> COURSE = List.of(new Position(7.7, 49.4), new Position(7.71, 49.4));
    private static final Map<Segment, Integer> STREETS = new LinkedHashMap<>();

    static {
        STREETS.put(Segments.of(1, "Ring", RoadClass.PRIMARY, COURSE, 1000), 1);
        STREETS.put(Segments.of(2, "Gasse", RoadClass.RESIDENTIAL, true, COURSE, 500), 3);
    }

    @Test
    void saltIsSpreadOnceInAnyDirectionOverTheWholeWidth() {
        List<Job> jobs = WinterPlan.jobs(wish(Kind.SALT), STREETS, Deadlines.WORKDAYS);

        assertThat(jobs).extracting(Job::oneWay).containsExactly(false, true);
        assertThat(jobs).extracting(Job::urgency).containsExactly(1, 3);
        assertThat(jobs).extracting(Job::due).containsExactly(LocalTime.of(7, 0), LocalTime.NOON);
        assertThat(jobs.getFirst().seconds()).isCloseTo(120, within(1e-9));
        assertThat(jobs.getFirst().demand()).isCloseTo(1000 * 6.5 * 20 / 1000, within(1e-9));
    }

    @Test
    void eachLaneIsPloughedInItsDirectionAndTheSaltIsTheSame() {
        List<Job> jobs = WinterPlan.jobs(wish(Kind.PLOUGH), STREETS, Deadlines.WEEKENDS);

        assertThat(jobs).hasSize(3).allMatch(Job::oneWay);
        assertThat(jobs.get(1).course()).isEqualTo(COURSE.reversed());
        assertThat(jobs.get(0).demand() + jobs.get(1).demand()).isCloseTo(130, within(1e-9));
        assertThat(jobs.getFirst().due()).isEqualTo(LocalTime.of(9, 0));
    }

    @Test
    void aNightIsDrivenWhenTheDangerIsRecognisedButNotBeforeTheAlarm() {
        Job ring = WinterPlan.jobs(wish(Kind.SALT), STREETS, Deadlines.WORKDAYS).getFirst();
        Result result = new Result(
                false,
                LocalTime.of(3, 30),
                List.of(new Planned(1, "Streuer", List.of(new Served(ring, false, 2 * 3600)), 30_000, 10_000, 9000)),
                List.of(),
                List.of(),
                null);
        List<Raised> dangers = List.of(
                raised("2026-01-12T21:00:00Z"),
                raised("2026-01-13T02:00:00Z"),
                raised("2026-01-14T04:45:00Z"),
                raised("2026-01-17T05:00:00Z"));

        List<Night> nights = Simulation.nights(dangers, result, Deadlines.WORKDAYS, Deadlines.WEEKENDS);

        assertThat(nights)
                .extracting(Night::morning)
                .containsExactly(LocalDate.of(2026, 1, 13), LocalDate.of(2026, 1, 14), LocalDate.of(2026, 1, 17));
        assertThat(nights.getFirst().start()).isEqualTo(Instant.parse("2026-01-13T02:30:00Z"));
        assertThat(nights).extracting(Night::late).containsExactly(0, 1, 0);
        assertThat(nights.get(1).worstMinutes()).isCloseTo(45, within(1e-6));
        Effort once = Effort.of(result, 1, 60);
        assertThat(once.euros()).isCloseTo(30 + 150, within(1e-9));
        assertThat(once.kilograms()).isCloseTo(130, within(1e-9));
    }

    private static Raised raised(String at) {
        return new Raised(Instant.parse(at), "winter.danger.hoarfrost");
    }

    private static Wish wish(Kind kind) {
        return new Wish(kind, false, Set.of(1, 2, 3), LocalTime.of(3, 30), 30, 20, 10, 1, Set.of(1L));
    }
}
