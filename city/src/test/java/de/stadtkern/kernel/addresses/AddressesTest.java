package de.stadtkern.kernel.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.addresses.FoundAddress.Kind;
import de.stadtkern.kernel.addresses.FoundAddress.Precision;
import de.stadtkern.kernel.basemap.BaseMap;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.FreshSchema;
import de.stadtkern.kernel.streets.UnreadableExtractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private static final Path HAMLET = Path.of("src/test/resources/de/stadtkern/kernel/addresses/hamlet.osm");
    private static final Position SECOND_TOWN = new Position(11.8010, 50.4);

    @TempDir
    Path folder;

    private final DataSource database = FreshSchema.create();
    private final BaseMap map = BaseMap.in(database);
    private final Addresses addresses = new Addresses(new AddressRows(database));

    @BeforeEach
    void importExtract() {
        map.importExtract(HAMLET, (count, step) -> {});
    }

    private FoundAddress first(String text) {
        return addresses.find(text, Optional.empty(), 5).getFirst();
    }

    @Test
    void streetsOfTheSameNameAreToldApartByTownPostcodeAndNearness() {
        assertThat(first("Dorfstraße 2, 95991").position()).isEqualTo(new Position(11.8005, 50.4001));
        assertThat(first("Dorfstr 2 Erstdorf").position()).isEqualTo(new Position(11.7005, 50.4001));
        assertThat(first("Zweitstadt Dorfstr. 2").context()).isEqualTo("95991 Zweitstadt");
        assertThat(addresses
                        .find("Dorfstr. 2", Optional.of(SECOND_TOWN), 1)
                        .getFirst()
                        .town())
                .isEqualTo("Zweitstadt");
        assertThat(addresses.find("Dorfstraße", Optional.empty(), 9)).hasSize(2);
    }

    @Test
    void theTownIsTheOneWithinWhoseBorderItLies() {
        assertThat(first("Dorfstraße 8").context()).isEqualTo("95990 Erstdorf am Berg");
    }

    @Test
    void whatIsNotRecordedIsSaidToBeEstimated() {
        FoundAddress house = first("Dorfstraße 4 Erstdorf");

        assertThat(house.precision()).isEqualTo(Precision.INTERPOLATED);
        assertThat(house.position().lon()).isBetween(11.7005, 11.7035);
        assertThat(first("Dorfstraße 700").precision()).isEqualTo(Precision.MIDDLE);
    }

    @Test
    void footpathsOtherNamesAndPlacesAreFound() {
        assertThat(first("Himelsleiter").label()).isEqualTo("Kirchsteig");
        assertThat(first("Zwergschuhle").kind()).isEqualTo(Kind.PLACE);
        assertThat(first("Ecke Kirchsteig / Dorfstr.").position()).isEqualTo(new Position(11.702, 50.4));
    }

    @Test
    void aPlaceHasTheAddressNextToIt() {
        assertThat(addresses
                        .reverse(new Position(11.7006, 50.4001))
                        .orElseThrow()
                        .label())
                .isEqualTo("Dorfstraße 2");
        assertThat(addresses
                        .reverse(new Position(11.7020, 50.4009))
                        .orElseThrow()
                        .label())
                .isEqualTo("Kirchsteig");
        assertThat(addresses.reverse(new Position(8, 48))).isEmpty();
        assertThat(first("50.4001, 11.7006").label()).isEqualTo("50.40010, 11.70060 (Dorfstraße 2)");
    }

    @Test
    void aNewExtractReplacesTheAddressesAndABrokenOneDoesNot() throws IOException {
        String renamed = Files.readString(HAMLET).replace("Kirchsteig", "Mühlsteig");
        map.importExtract(Files.writeString(folder.resolve("new.osm"), renamed), (count, step) -> {});
        addresses.refresh();
        assertThat(first("Mühlsteig").label()).isEqualTo("Mühlsteig");

        Path broken = Files.writeString(folder.resolve("broken.osm"), renamed.substring(0, renamed.length() - 300));
        assertThatThrownBy(() -> map.importExtract(broken, (count, step) -> {}))
                .isInstanceOf(UnreadableExtractException.class);
        addresses.refresh();
        assertThat(first("Mühlsteig").label()).isEqualTo("Mühlsteig");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "'; drop table address_place; --",
                "\u0000",
                "%_%",
                "*:*",
                "^$",
                "((((",
                "ecke / ecke",
                "zwischen und",
                "1",
                "99999999999999999999",
                "\uD800",
                "𝔇𝔬𝔯𝔣",
                "/",
                "x zwischen 1 und 2",
                "NaN, NaN",
                "<script>alert(1)</script>"
            })
    void hostileTextsFindNothingOrSomethingButNeverFail(String text) {
        assertThat(addresses.find(text, Optional.empty(), 3)).hasSizeLessThanOrEqualTo(3);
        assertThat(addresses.find("Dorfstraße " + text, Optional.empty(), 3)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void whatIsTooLongIsNotSearchedFor() {
        assertThat(addresses.find("Dorfstraße ".repeat(100), Optional.empty(), 3))
                .isEqualTo(List.of());
    }
}
