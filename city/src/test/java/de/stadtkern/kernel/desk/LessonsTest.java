package de.stadtkern.kernel.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small winter whose numbers were counted by hand. */
class LessonsTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final Areas.Area HERE = new Areas.Area(RecordedSeason.HERE, "Hier");
    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

    private static RecordedSeason season;

    /*
     * raised   decided  start    done     what
     * 04:00    04:10    04:40    06:40    1 salt, two tours: with positions, and with a plan
     * 05:00    05:20    05:30    06:00    2 salt, driven without any vehicle; no proof of it yet
     * 06:00    06:40    –        –        3 no action
     * 07:00    07:40                      4 rejected
     * 08:00    –                          5 urgent, lapsed at 09:00: missed
     * 08:30    –                          6 soon, lapsed: not missed
     * 31 Jan   –                          7 urgent, still valid
     * 09:00    merged into 1              8 counts with 1
     * 31 Oct   –                          9 before the season
     * 04:00    –                          next door: never counted here
     */
    @BeforeAll
    static void winter() {
        season = RecordedSeason.empty();
        long one = season.proposal(1, "URGENT", "2026-01-05T04:00Z", "2026-01-05T06:00Z");
        long salt = season.decide(one, "ACCEPTED", "2026-01-05T04:10Z");
        long order = season.order(salt, "2026-01-05T04:40Z", "2026-01-05T06:40Z");
        long priced = season.vehicle("Streuer 1", 2.0, 30.0, 1200.0);
        long plain = season.vehicle("Streuer 2", 2.0, null, null);
        long tracked = season.tour(order, priced, "DONE", "2026-01-05T04:40Z", "2026-01-05T06:10Z");
        season.tourProof(salt, tracked, "2026-01-05T06:10Z", 1800.0, """
                [{"name": "Salz", "amount": 120.5, "unit": "kg"}, {"name": "Sole", "amount": 40, "unit": "L"}]""");
        long said = season.tour(order, plain, "DONE", "2026-01-05T05:10Z", "2026-01-05T06:40Z");
        season.said(said, "STOP_DONE", 1, "2026-01-05T05:30Z");
        season.said(said, "STOP_LEFT", 2, "2026-01-05T05:40Z");
        season.tourProof(salt, said, "2026-01-05T06:40Z", null, """
                [{"name": "Salz", "amount": 79.5, "unit": "kg"}]""");

        long two = season.proposal(1, "SOON", "2026-01-06T05:00Z", "2026-01-06T07:00Z");
        long unproven = season.order(
                season.decide(two, "CHANGED", "2026-01-06T05:20Z"), "2026-01-06T05:30Z", "2026-01-06T06:00Z");
        long taken = season.tour(unproven, null, "DONE", "2026-01-06T05:30Z", "2026-01-06T06:00Z");
        season.said(taken, "STOP_DONE", 1, "2026-01-06T05:35Z");
        season.said(taken, "STOP_OPEN", 1, "2026-01-06T05:36Z");
        season.said(taken, "STOP_DONE", 2, "2026-01-06T05:40Z");
        season.said(taken, "STOP_DONE", 1, "2026-01-06T06:30Z");

        long three = season.proposal(1, "SOON", "2026-01-13T06:00Z", "2026-01-13T08:00Z");
        season.noActionProof(season.decide(three, "NO_ACTION", "2026-01-13T06:40Z"), "2026-01-13T06:40Z");
        season.decide(
                season.proposal(1, "SOON", "2026-01-13T07:00Z", "2026-01-13T09:00Z"), "REJECTED", "2026-01-13T07:40Z");
        season.proposal(1, "URGENT", "2026-01-13T08:00Z", "2026-01-13T09:00Z");
        season.proposal(1, "SOON", "2026-01-13T08:30Z", "2026-01-13T09:00Z");
        season.proposal(1, "URGENT", "2026-01-31T23:00Z", "2026-02-02T00:00Z");
        long merged = season.proposal(1, "URGENT", "2026-01-05T04:30Z", "2026-01-05T05:00Z");
        season.run("update proposal set state = 'MERGED', merged_into = " + one + " where id = " + merged);
        season.proposal(1, "URGENT", "2025-10-31T22:59Z", "2025-10-31T23:30Z");
        season.proposal(2, "URGENT", "2026-01-05T04:00Z", "2026-01-05T05:00Z");
        plan(order, plain);
    }

    /** The second vehicle of the plan drives 2.6 km, 0.6 km of them empty, in half an hour. */
    private static void plan(long order, long vehicle) {
        long plan = season.id("""
                insert into tour_plan (municipality_id, name, created_by, goal, vehicles)
                values (1, 'p', 'x', '{}', '[{"id": 3}, {"id": 7}]')""");
        long version = season.id("""
                insert into tour_plan_version (plan_id, made_by, act, solution)
                values (%d, 'x', 'SOLVED', '{"tours": [{"vehicle": 3, "metres": 9000, "emptyMetres": 0, "seconds": 9000},
                    {"vehicle": 7, "metres": 2600, "emptyMetres": 600, "seconds": 1800}]}')""".formatted(plan));
        season.run("update tour_plan set version_id = %d where id = %d".formatted(version, plan));
        season.run("update dispatch_order set plan_id = %d, plan_vehicles = '{999, %d}' where order_id = %d"
                .formatted(plan, vehicle, order));
    }

    @Test
    void everyProposalIsCountedOnceByWhatBecameOfIt() {
        assertThat(read().counts()).isEqualTo(new Lessons.Counts(7, 4, 1, 2, 1, 2));
    }

    /** To decision 10, 20, 40 and 40 minutes; to start 30 and 10; work 120 and 30; from proposal to start 40 and 30. */
    @Test
    void timesAreMediansAndTheNinthOfTen() {
        Lessons.Times times = read().times();

        assertThat(times.decisionMedian()).isCloseTo(30, EXACT);
        assertThat(times.decisionP90()).isCloseTo(40, EXACT);
        assertThat(times.startMedian()).isCloseTo(20, EXACT);
        assertThat(times.workMedian()).isCloseTo(75, EXACT);
        assertThat(times.leadMedian()).isCloseTo(35, EXACT);
    }

    /**
     * 1.8 km by positions, 1 km said of the second, 0.5 km of the third: what was taken back, and what was said after the
     * end, does not count. 1.5 + 1.5 + 0.5 h. Only the first has both rates: 1.8 · 2 + 1.5 · 30 = 48.60 €; 1.8 · 1.2 kg.
     */
    @Test
    void whatWasDrivenIsAsProvenElseAsSaidAndCostsOnlyWhereKnown() {
        Lessons.Driving driving = read().driving();

        assertThat(driving.tours()).isEqualTo(3);
        assertThat(driving.kilometres()).isCloseTo(3.3, EXACT);
        assertThat(driving.provenKilometres()).isCloseTo(1.8, EXACT);
        assertThat(driving.hours()).isCloseTo(3.5, EXACT);
        assertThat(driving.priced()).isEqualTo(1);
        assertThat(driving.euros()).isCloseTo(48.6, EXACT);
        assertThat(driving.weighed()).isEqualTo(1);
        assertThat(driving.kilogramsCo2()).isCloseTo(2.16, EXACT);
    }

    @Test
    void thePlanIsComparedWithItsOwnToursOnly() {
        Lessons.Comparison plan = read().plan();

        assertThat(plan.tours()).isEqualTo(1);
        assertThat(plan.plannedKilometres()).isCloseTo(2, EXACT);
        assertThat(plan.drivenKilometres()).isCloseTo(1, EXACT);
        assertThat(plan.plannedHours()).isCloseTo(0.5, EXACT);
        assertThat(plan.drivenHours()).isCloseTo(1.5, EXACT);
        assertThat(plan.plannedEuros()).isNull();
        assertThat(plan.plannedCo2()).isNull();
    }

    @Test
    void materialIsTheSumOfTheProofs() {
        assertThat(read().materials())
                .containsExactly(new Lessons.Material("Salz", "kg", 200), new Lessons.Material("Sole", "L", 40));
    }

    @Test
    void weeksBeginOnMondayByTheClockOfTheTown() {
        assertThat(read().weeks())
                .containsExactly(
                        new Lessons.Week(LocalDate.of(2026, 1, 5), 2, 2, 1, 0),
                        new Lessons.Week(LocalDate.of(2026, 1, 12), 4, 2, 0, 1),
                        new Lessons.Week(LocalDate.of(2026, 1, 26), 1, 0, 0, 0));
    }

    @Test
    void whatNobodyKnowsIsUnknownAndNotZero() {
        Lessons empty = new LessonRows(season.jdbc).read(HERE, Days.between("2020-01-01", "2020-01-31", NOW), NOW);

        assertThat(empty.counts()).isEqualTo(new Lessons.Counts(0, 0, 0, 0, 0, 0));
        assertThat(empty.times()).isEqualTo(new Lessons.Times(null, null, null, null, null));
        assertThat(empty.driving()).isEqualTo(new Lessons.Driving(0, 0, 0, 0, 0, null, 0, null));
        assertThat(empty.weeks()).isEmpty();
    }

    @Test
    void aSeasonIsTheWinterThatRunsOrWasTheLast() {
        Days winter = new Days(LocalDate.of(2025, 11, 1), LocalDate.of(2026, 4, 30));
        assertThat(Days.between("", "", NOW)).isEqualTo(winter);
        assertThat(Days.between("", "", Instant.parse("2026-10-31T22:59:00Z"))).isEqualTo(winter);
        assertThat(Days.between("", "", Instant.parse("2026-10-31T23:00:00Z")).first())
                .isEqualTo(LocalDate.of(2026, 11, 1));
    }

    @Test
    void aPeriodThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Days.between("2026-02-01", "2026-01-01", NOW)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Days.between("2026-02-30", "2026-03-01", NOW)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Days.between("2020-01-01", "2026-01-01", NOW)).isInstanceOf(Refusal.class);
    }

    private static Lessons read() {
        return new LessonRows(season.jdbc).read(HERE, Days.between("", "", NOW), NOW);
    }
}
