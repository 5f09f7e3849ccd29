package de.stadtkern.kernel.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.desk.DayReport.Decided;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The report of one day, also of those that have 23 or 25 hours. */
class DayReportTest {

    private static final Areas.Area HERE = new Areas.Area(RecordedSeason.HERE, "Hier");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private static RecordedSeason season;
    private static long driven;
    private static long tour;

    /* The 25th of October 2026 lasts from the 24th, 22:00 UTC, to the 25th, 23:00 UTC. */
    @BeforeAll
    static void record() {
        season = RecordedSeason.empty();
        season.proposal(1, "SOON", "2026-10-24T21:59:59Z", "2026-10-24T21:59:59Z");
        season.proposal(1, "SOON", "2026-10-24T22:00Z", "2026-10-26T00:00Z");
        season.proposal(1, "SOON", "2026-10-25T22:59:59Z", "2026-10-26T02:00Z");
        season.proposal(1, "SOON", "2026-10-25T23:00Z", "2026-10-26T02:00Z");
        season.proposal(1, "URGENT", "2026-10-24T20:00Z", "2026-10-25T00:30Z");
        season.proposal(2, "URGENT", "2026-10-25T10:00Z", "2026-10-25T11:00Z");
        driven = season.proposal(1, "URGENT", "2026-10-24T23:55Z", "2026-10-25T06:00Z");
        long decision = season.decide(driven, "ACCEPTED", "2026-10-25T01:10Z");
        long order = season.order(decision, "2026-10-25T00:30Z", "2026-10-25T02:00Z");
        tour = season.tour(
                order, season.vehicle("Streuer", null, null, null), "DONE", "2026-10-25T00:30Z", "2026-10-25T02:00Z");
        season.said(tour, "STOP_DONE", 1, "2026-10-25T01:00Z");
        season.said(tour, "STOP_LEFT", 2, "2026-10-25T01:30Z");
        season.tourProof(decision, tour, "2026-10-25T02:00Z", null, "[]");
        season.noActionProof(
                season.decide(
                        season.proposal(1, "SOON", "2026-10-26T00:00Z", "2026-10-26T01:00Z"),
                        "NO_ACTION",
                        "2026-10-26T00:10Z"),
                "2026-10-26T00:10Z");
    }

    @Test
    void aDayOf25HoursHoldsWhatHappenedInAllOfThem() {
        DayReport report = read("2026-10-25");

        assertThat(report.day().hours()).isEqualTo(25);
        assertThat(report.proposals())
                .extracting(Decided::raisedAt)
                .containsExactly(
                        Instant.parse("2026-10-24T20:00:00Z"),
                        Instant.parse("2026-10-24T22:00:00Z"),
                        Instant.parse("2026-10-24T23:55:00Z"),
                        Instant.parse("2026-10-25T22:59:59Z"));
        assertThat(report.proposals())
                .extracting(Decided::state)
                .containsExactly(
                        "desk.became.LAPSED", "desk.became.LAPSED", "desk.became.ACCEPTED", "desk.became.LAPSED");
    }

    /** Raised at 1:55 summer time, decided at 2:10 winter time: 75 minutes, not 15. */
    @Test
    void timeToDecisionIsRightInTheNightWhenTheClockIsSetBack() {
        Decided decided = read("2026-10-25").proposals().stream()
                .filter(one -> one.id() == driven)
                .findFirst()
                .orElseThrow();

        assertThat(decided.minutesToDecision()).isEqualTo(75);
        assertThat(decided.decidedBy()).isEqualTo("Erika Einsatz");
    }

    @Test
    void toursSayHowFarHowLongAndOnWhatItRests() {
        DayReport report = read("2026-10-25");

        assertThat(report.tours()).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(tour);
            assertThat(one.metres()).isEqualTo(1000);
            assertThat(one.proven()).isFalse();
            assertThat(one.leftOut()).isEqualTo(1);
        });
        assertThat(report.hours()).isCloseTo(1.5, within(1e-9));
        assertThat(report.kilometres()).isEqualTo(1);
        assertThat(report.vehicles()).isEqualTo(1);
    }

    @Test
    void proofsSayTheirGradesTheWeatherAndTheHeadOfTheChainThatDay() {
        DayReport report = read("2026-10-25");

        assertThat(report.proofs()).singleElement().satisfies(one -> {
            assertThat(one.grades()).containsExactly(new DayReport.Grades("GPS", 2), new DayReport.Grades("MANUAL", 1));
            assertThat(one.weather())
                    .singleElement()
                    .satisfies(number -> assertThat(number.value()).isEqualTo(-2.5));
        });
        assertThat(report.newest()).isEqualTo(new DayReport.Newest(1, "h1"));
        assertThat(read("2026-10-26").newest()).isEqualTo(new DayReport.Newest(2, "h2"));
        assertThat(read("2026-10-24").newest()).isNull();
    }

    @Test
    void aDayOf23HoursEndsAnHourEarlier() {
        DayReport report = read("2026-03-29");

        assertThat(report.day().hours()).isEqualTo(23);
        assertThat(report.proposals()).isEmpty();
    }

    private static DayReport read(String day) {
        return new DayReportRows(season.jdbc, new JsonMapper()).read(HERE, Days.one(day, "date", NOW), NOW);
    }
}
