package de.stadtkern.kernel.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.addresses.FoundAddress.Precision;
import de.stadtkern.kernel.geo.Position;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HouseTest {

    /** Even numbers in the north of a street that leads east, 0.001° apart for each number; 10 to 14 are one building. */
    private static final List<House> STREET = Stream.of("1", "3", "9", "2", "4", "4a", "10-14", "40")
            .map(written -> HouseNumber.find(written).orElseThrow())
            .map(number -> new House(
                    number, "95028", new Position(11 + number.number() / 1000.0, number.number() % 2 == 0 ? 50.1 : 50)))
            .toList();

    private static House.Place locate(String number) {
        return House.locate(HouseNumber.find(number).orElseThrow(), STREET).orElseThrow();
    }

    @Test
    void aKnownHouseIsWhereItIs() {
        assertThat(locate("4a")).isEqualTo(new House.Place(new Position(11.004, 50.1), Precision.EXACT, "95028"));
        assertThat(locate("12").precision()).isEqualTo(Precision.EXACT);
    }

    @Test
    void anUnknownOneLiesBetweenItsNeighboursOnItsSide() {
        assertThat(locate("6").precision()).isEqualTo(Precision.INTERPOLATED);
        assertThat(locate("6").position().lat()).isEqualTo(50.1);
        assertThat(locate("7").position()).isEqualTo(new Position(11.007, 50));
    }

    @Test
    void withoutNeighboursOnBothSidesTheNextOneIsNamed() {
        assertThat(locate("4c").precision()).isEqualTo(Precision.NEIGHBOUR);
        assertThat(locate("44")).isEqualTo(new House.Place(new Position(11.040, 50.1), Precision.NEIGHBOUR, "95028"));
    }

    @Test
    void farFromEverythingKnownNothingIsSaid() {
        assertThat(House.locate(HouseNumber.find("200").orElseThrow(), STREET)).isEqualTo(Optional.empty());
    }

    @Test
    void severalNumbersInOneTagAreSeveralHouses() {
        assertThat(HouseNumber.list("5;7, 9-11 b;x"))
                .extracting(HouseNumber::written)
                .containsExactly("5", "7", "9–11");
    }

    @Property
    void whateverIsSaidLiesInTheStreet(@ForAll @IntRange(min = 1, max = 9999) int number) {
        House.locate(new HouseNumber(number, number, ""), STREET).ifPresent(place -> {
            assertThat(place.position().lon()).isBetween(11.0, 11.041);
            assertThat(place.position().lat()).isBetween(50.0, 50.1);
        });
    }

    @Property
    void noTextBreaksANumber(@ForAll String text) {
        HouseNumber.list(text);
        Question.readings(text);
    }
}
