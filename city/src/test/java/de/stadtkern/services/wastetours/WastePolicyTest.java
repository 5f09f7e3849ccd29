package de.stadtkern.services.wastetours;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.services.wastetours.WastePolicy.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WastePolicyTest {

    private static final LocalTime SIX = LocalTime.of(6, 0);
    private static final LocalTime TEN = LocalTime.of(10, 0);

    private final WastePolicy policy = WastePolicy.USUAL.with(
            List.of(),
            List.of(
                    new WastePolicy.Access("Fackelstraße", LocalTime.of(5, 0), TEN, Set.of(DayOfWeek.TUESDAY)),
                    new WastePolicy.Access("PK 7", LocalTime.of(8, 0), LocalTime.of(20, 0), Set.of())));

    @Test
    void aContainerIsReachedInTheShiftAndWhenItsPlaceIsOpen() {
        assertThat(policy.hours(bin("PK 1", "Fackelstraße 12"), DayOfWeek.MONDAY))
                .contains(new Hours(SIX, TEN));
        assertThat(policy.hours(bin("pk 7", "fackelstraße"), DayOfWeek.MONDAY))
                .contains(new Hours(LocalTime.of(8, 0), TEN));
        assertThat(policy.hours(bin("PK 2", "Am Rathaus"), DayOfWeek.TUESDAY))
                .contains(new Hours(SIX, LocalTime.of(14, 0)));
    }

    @Test
    void itIsNotReachedWhenClosedOrNobodyWorks() {
        assertThat(policy.hours(bin("PK 1", "Fackelstraße 12"), DayOfWeek.TUESDAY))
                .isEmpty();
        assertThat(policy.hours(bin("PK 2", "Am Rathaus"), DayOfWeek.SUNDAY)).isEmpty();
    }

    @Test
    void theNextTourOfAContainerIsTheNextThatReachesIt() {
        Instant monday = TourDay.begin(policy, LocalDate.of(2031, 12, 1));
        assertThat(TourDay.next(policy, monday)).contains(TourDay.begin(policy, LocalDate.of(2031, 12, 2)));
        assertThat(TourDay.next(policy, bin("PK 2", "Am Rathaus"), monday))
                .contains(TourDay.begin(policy, LocalDate.of(2031, 12, 2)));
        assertThat(TourDay.next(policy, bin("PK 1", "Fackelstraße 12"), monday))
                .contains(TourDay.begin(policy, LocalDate.of(2031, 12, 3)));
    }

    private static Container bin(String name, String place) {
        return new Container(
                1,
                1,
                "code",
                name,
                Kind.LITTER_BIN,
                Fraction.RESIDUAL,
                place,
                new Position(7.7, 49.4),
                50,
                "",
                "",
                null,
                null,
                true);
    }
}
