package de.stadtkern.services.wastetours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.services.wastetours.DayPlan.Candidate;
import de.stadtkern.services.wastetours.DayPlan.Choice;
import de.stadtkern.services.wastetours.VisitRule.Advice;
import de.stadtkern.services.wastetours.VisitRule.Reason;
import de.stadtkern.services.wastetours.VisitRule.Verdict;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Facility;
import de.stadtkern.tours.Stop;
import de.stadtkern.tours.Travel;
import de.stadtkern.tours.Unserved;
import de.stadtkern.tours.Vehicle;
import de.stadtkern.tours.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bins along one street, a metre apart; a metre costs a euro and takes a second. */
class DayPlanTest {

    private static final Travel STREET = (from, to) -> Math.abs(from - to);
    private static final Advice MUST = new Advice(Verdict.MUST, Reason.FULL, Double.POSITIVE_INFINITY, 0.1);
    private static final Advice NOT = new Advice(Verdict.NOT, Reason.UNLIKELY, 1, 0.1);
    private static final int TIP = 100;

    @Test
    void visitsWhatItMustAndWhatIsOnItsWay() {
        DayPlan plan =
                plan(List.of(bin(1, 10, may(0.5)), bin(2, 20, MUST), bin(3, 30, may(19)), bin(4, 15, NOT)), 1000);
        assertThat(visited(plan)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(choice(plan, 3).left()).isEqualTo(Unserved.Reason.NOT_WORTH_IT);
        assertThat(choice(plan, 4).left()).isNull();
        assertThat(choice(plan, 4).vehicle()).isNull();
    }

    @Test
    void takesADetourThatPays() {
        assertThat(visited(plan(List.of(bin(2, 20, MUST), bin(3, 30, may(21))), 1000)))
                .containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void saysWhatEachStopAddsToItsTour() {
        DayPlan plan = plan(List.of(bin(1, 10, may(0.5)), bin(2, 20, MUST)), 1000);
        assertThat(choice(plan, 1).detour()).isEqualTo(0, within(1e-9));
        assertThat(choice(plan, 2).detour()).isEqualTo(20, within(1e-9));
        assertThat(choice(plan, 2).vehicle()).isEqualTo(7);
    }

    @Test
    void drivesToTheTipWhenTheVehicleIsFull() {
        List<Candidate> bins = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            bins.add(bin(i, 10 * i, MUST));
        }
        DayPlan plan = plan(bins, 150);
        assertThat(visited(plan)).hasSize(6);
        assertThat(plan.tours().tours().getFirst().stops())
                .filteredOn(Stop.Regain.class::isInstance)
                .hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void whatTheShiftHasNoRoomForIsLeftWithThatReason() {
        Vehicle tired = Vehicle.at(7, 0).withCapacity(1000).withHours(0, 45);
        DayPlan plan = DayPlan.of(
                List.of(bin(1, 20, MUST), bin(2, -20, MUST)), List.of(tired), List.of(), STREET, Budget.iterations(50));
        assertThat(visited(plan)).hasSize(1);
        assertThat(plan.choices()).hasSize(2).anyMatch(choice -> choice.left() == Unserved.Reason.NO_ROOM);
    }

    @Test
    void aBinThatIsOpenLaterIsVisitedLater() {
        Candidate market = new Candidate(1, 10, MUST, 50, 0, new Window(500, 600));
        DayPlan plan = plan(List.of(market, bin(2, 20, MUST)), 1000);
        assertThat(plan.tours().visits())
                .filteredOn(visit -> visit.task().id() == 1)
                .allSatisfy(visit -> assertThat(visit.timing().begin()).isBetween(500.0, 600.0));
        assertThat(visited(plan)).hasSize(2);
    }

    @Test
    void aDayWithNothingToDoHasNoTours() {
        DayPlan plan = plan(List.of(bin(1, 10, NOT)), 1000);
        assertThat(plan.tours().tours()).isEmpty();
        assertThat(plan.choices()).hasSize(1);
    }

    private static DayPlan plan(List<Candidate> bins, double litres) {
        Vehicle vehicle = Vehicle.at(7, 0).withCapacity(litres);
        return DayPlan.of(bins, List.of(vehicle), List.of(new Facility(TIP, 0)), STREET, Budget.iterations(50));
    }

    private static Candidate bin(long id, int place, Advice advice) {
        return new Candidate(id, place, advice, 50, 0, Window.ALWAYS);
    }

    private static Advice may(double prize) {
        return new Advice(Verdict.MAY, Reason.LIKELY, prize, 0.1);
    }

    private static List<Long> visited(DayPlan plan) {
        return plan.tours().visits().map(visit -> visit.task().id()).toList();
    }

    private static Choice choice(DayPlan plan, long container) {
        return plan.choices().stream()
                .filter(one -> one.candidate().container() == container)
                .findFirst()
                .orElseThrow();
    }
}
