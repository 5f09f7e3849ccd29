package de.stadtkern.services.wastetours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.containers.forecast.Forecast;
import de.stadtkern.kernel.containers.forecast.Forecast.Basis;
import de.stadtkern.kernel.containers.forecast.Forecast.Source;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.services.wastetours.Judged.Known;
import de.stadtkern.services.wastetours.TourDay.Want;
import de.stadtkern.services.wastetours.TourDay.Wish;
import de.stadtkern.services.wastetours.VisitRule.Reason;
import de.stadtkern.services.wastetours.VisitRule.Verdict;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the rule says of a bin, and what a person may say instead. */
class JudgedTest {

    private static final Instant BEGIN = Instant.parse("2026-12-01T05:00:00Z");
    private static final Container BIN = new Container(
            1,
            1,
            "code",
            "PK 1",
            Kind.LITTER_BIN,
            Fraction.RESIDUAL,
            "Marktplatz",
            new Position(7.77, 49.44),
            100,
            "",
            "",
            null,
            null,
            true);

    @Test
    void aBinThatIsLikelyFullMayBeVisitedForWhatLeavingItCosts() {
        Judged judged = judge(known(0.5, false, 3), WastePolicy.USUAL, null);

        assertThat(judged.advice().verdict()).isEqualTo(Verdict.MAY);
        assertThat(judged.choice().reason()).isEqualTo(Reason.LIKELY);
        assertThat(judged.choice().lossEuros()).isEqualTo(judged.advice().prizeEuros());
        assertThat(judged.choice().litres()).isEqualTo(60);
        assertThat(judged.access().begin()).isEqualTo(WastePolicy.USUAL.begin().toSecondOfDay());
    }

    @Test
    void theThresholdIsWhatAVisitCostsForEachDayToWhatAnOverflowCosts() {
        WastePolicy usual = WastePolicy.USUAL;
        double visit = usual.visitEuros() + usual.secondsPerStop() / 3600 * usual.euroPerHour();
        assertThat(judge(known(0.01, false, 3), WastePolicy.USUAL, null)
                        .choice()
                        .threshold())
                .isEqualTo(visit / 3 / usual.overflowEuros(Kind.LITTER_BIN), within(1e-12));
        assertThat(judge(known(0.01, false, 3), WastePolicy.USUAL, null)
                        .choice()
                        .reason())
                .isEqualTo(Reason.UNLIKELY);
    }

    @Test
    void aFullOneAndOneThatStandsTooLongMustBeVisited() {
        assertThat(judge(known(0.01, true, 1), WastePolicy.USUAL, null).choice().reason())
                .isEqualTo(Reason.FULL);
        Judged old = judge(known(0.01, false, 14), WastePolicy.USUAL, null);
        assertThat(old.choice().reason()).isEqualTo(Reason.HYGIENE);
        assertThat(old.choice().lossEuros()).as("has no price").isNull();
    }

    @Test
    void oneOfWhichNothingIsKnownIsNoCaseForHygiene() {
        Known unknown = new Known(
                forecast(0.01), forecast(0.01), false, null, BEGIN, BEGIN.plus(Duration.ofDays(1)), List.of());

        assertThat(judge(unknown, WastePolicy.USUAL, null).choice())
                .satisfies(one -> assertThat(one.reason()).isNotEqualTo(Reason.HYGIENE))
                .satisfies(one -> assertThat(one.days()).isNull());
    }

    @Test
    void whereTheMarketIsNobodyCanEmptyUnlessAPersonSaysSo() {
        WastePolicy market = WastePolicy.USUAL.with(
                List.of(),
                List.of(new WastePolicy.Access(
                        "Markt", LocalTime.of(6, 0), LocalTime.of(10, 0), Set.of(DayOfWeek.TUESDAY))));

        assertThat(judge(known(0.9, true, 3), market, null).advice().verdict()).isEqualTo(Verdict.NOT);
        assertThat(judge(known(0.9, true, 3), market, wish(Want.IN)).advice().verdict())
                .isEqualTo(Verdict.MUST);
    }

    @Test
    void whatAPersonWantsGoesBeforeTheRuleAndTheNumbersStay() {
        Judged in = judge(known(0.01, false, 1), WastePolicy.USUAL, wish(Want.IN));
        Judged out = judge(known(0.9, true, 20), WastePolicy.USUAL, wish(Want.OUT));

        assertThat(in.advice().verdict()).isEqualTo(Verdict.MUST);
        assertThat(in.choice().on("Wagen 1", 1, 10).why()).isEqualTo("wastetours.why.in.WISH");
        assertThat(out.advice().verdict()).isEqualTo(Verdict.NOT);
        assertThat(out.choice().left(null).why()).isEqualTo("wastetours.why.out.WISH");
        assertThat(out.choice().fullProbability()).isEqualTo(0.9);
    }

    private static Judged judge(Known known, WastePolicy policy, @Nullable Wish wish) {
        return Judged.of(BIN, known, policy, DayOfWeek.TUESDAY, wish);
    }

    private static Wish wish(Want want) {
        return new Wish(want, null, "Leitung");
    }

    private static Known known(double full, boolean now, int days) {
        return new Known(
                forecast(full),
                forecast(full),
                now,
                BEGIN.minus(Duration.ofDays(days)),
                BEGIN,
                BEGIN.plus(Duration.ofDays(1)),
                List.of());
    }

    private static Forecast forecast(double full) {
        return new Forecast(
                0.4, 0.6, 0.8, full, new Basis(Source.OWN, 10, 48, null, null, DayOfWeek.MONDAY, 1, 1, null, 1));
    }
}
