package de.stadtkern.kernel.devices;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.devices.Reading.State;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DeviceTypeTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Geometry BIN = new Geometry(BigDecimal.valueOf(300), BigDecimal.valueOf(1000));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'surface': {'value': -2.5, 'unit': '°C'}}",
                "{'surface': -2.5}",
                "{'surface': ' -2.50 '}",
                "{'data': {'temp': -2.5}}",
                "{'surface': null, 'data': {'temp': -2.5}}",
                "{'surface': 'NaN', 'data': {'temp': -2.5}}",
            })
    void theFirstPathThatLeadsToAValueCounts(String payload) {
        Reading reading = read(measure("Cel", null, "surface", "data.temp"), payload);

        assertThat(reading.state()).isEqualTo(State.MEASURED);
        assertThat(reading.in("Cel")).isEqualByComparingTo("-2.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'NaN'", "''", "'nass'", "true", "[1]", "'1e999999999'", "1e400", "'1e-999999999'"})
    void whatIsNoNumberIsUnreadable(String value) {
        assertThat(read(measure("mm", "cm", "a"), "{'a': %s}".formatted(value)).state())
                .isEqualTo(State.UNREADABLE);
    }

    @Test
    void whatIsMissingIsNotZeroUnlessTheTypeSaysSo() {
        Measure measure = measure("mm", "cm", "a");
        assertThat(read(measure, "{'b': 1}").state()).isEqualTo(State.ABSENT);

        Measure zero = new Measure("m", "M", "urn:m", List.of("a"), "mm", "cm", Map.of(), true, null, List.of());
        assertThat(read(zero, "{'b': 1}").in("cm")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"{'tilt': 'tilt'}, true", "{'position': 'normal'}, false", "{'tilt': true}, true"})
    void wordsAreTruthValues(String payload, boolean truth) {
        Measure tilt = new Measure(
                "tilt",
                "T",
                "urn:t",
                List.of("tilt", "position"),
                null,
                null,
                Map.of("tilt", true, "normal", false),
                false,
                null,
                List.of());

        assertThat(read(tilt, payload).value()).hasToString(Boolean.toString(truth));
    }

    @ParameterizedTest
    @CsvSource({
        "300, false, MEASURED, 100",
        "800, false, MEASURED, 50",
        "1300, false, MEASURED, 0",
        "299, false, OUT_OF_RANGE,",
        "1301, false, OUT_OF_RANGE,",
        "0, false, OUT_OF_RANGE,",
        "800, true, TILTED,",
    })
    void theFillLevelIsWhatIsNotEmpty(int distance, boolean tilt, State state, @Nullable BigDecimal percent) {
        Reading level = level("{'distance': %d, 'tilt': %b}".formatted(distance, tilt), BIN);

        assertThat(level.state()).isEqualTo(state);
        if (percent != null) {
            assertThat(level.in("%")).isEqualByComparingTo(percent);
        }
    }

    @Test
    void withoutDistanceOrGeometryThereIsNoFillLevel() {
        assertThat(level("{'battery': 92}", BIN).state()).isEqualTo(State.INCOMPLETE);
        assertThat(level("{'distance': 800}", null).state()).isEqualTo(State.INCOMPLETE);
    }

    @Property
    void theFillLevelStaysWithinTheContainer(
            @ForAll @IntRange(max = 5000) int distance,
            @ForAll @IntRange(max = 500) int dead,
            @ForAll @IntRange(min = 1, max = 4000) int height) {
        new Geometry(BigDecimal.valueOf(dead), BigDecimal.valueOf(height))
                .fillLevel(BigDecimal.valueOf(distance))
                .ifPresentOrElse(
                        level -> assertThat(level).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100)),
                        () -> assertThat(distance == 0 || distance < dead || distance > dead + height)
                                .isTrue());
    }

    @ParameterizedTest
    @CsvSource({"20, 50, 9.26", "0, 80, -3.04", "-5, 100, -5"})
    void theDewPointFollowsFromTemperatureAndHumidity(double air, double humidity, double dewPoint) {
        Reading reading = dew("{'t': %s, 'h': %s}".formatted(air, humidity));

        assertThat(reading.in("Cel").doubleValue()).isEqualTo(dewPoint);
    }

    @ParameterizedTest
    @CsvSource({"20, 0, OUT_OF_RANGE", "20, 101, OUT_OF_RANGE", "70, 50, OUT_OF_RANGE", "'\"NaN\"', 50, INCOMPLETE"})
    void withoutAirThereIsNoDewPoint(String air, String humidity, State state) {
        assertThat(dew("{'t': %s, 'h': %s}".formatted(air, humidity)).state()).isEqualTo(state);
    }

    private static Reading dew(String payload) {
        DeviceType dew = new DeviceType(
                "dew",
                "Dew",
                null,
                null,
                Map.of(),
                List.of(
                        new Measure("t", "T", "urn:t", List.of("t"), "Cel", "K", Map.of(), false, null, List.of()),
                        new Measure("h", "H", "urn:h", List.of("h"), "%", "1", Map.of(), false, null, List.of()),
                        new Measure(
                                "dew",
                                "D",
                                "urn:d",
                                List.of(),
                                null,
                                null,
                                Map.of(),
                                false,
                                Formula.DEW_POINT,
                                List.of("t", "h"))));
        return read(dew, null, payload, "dew");
    }

    private static Reading level(String payload, @Nullable Geometry geometry) {
        DeviceType bin = new DeviceType(
                "bin",
                "Bin",
                null,
                null,
                Map.of(),
                List.of(
                        new Measure("distance", "D", "urn:d", List.of(), "mm", "cm", Map.of(), false, null, List.of()),
                        new Measure("tilt", "T", "urn:t", List.of(), null, null, Map.of(), false, null, List.of()),
                        new Measure(
                                "level",
                                "L",
                                "urn:l",
                                List.of(),
                                null,
                                null,
                                Map.of(),
                                false,
                                Formula.FILL_LEVEL,
                                List.of("distance", "tilt"))));
        return read(bin, geometry, payload, "level");
    }

    private static Measure measure(String unit, @Nullable String wanted, String... paths) {
        return new Measure("m", "M", "urn:m", List.of(paths), unit, wanted, Map.of(), false, null, List.of());
    }

    private static Reading read(DeviceType type, @Nullable Geometry geometry, String payload, String key) {
        return Objects.requireNonNull(type.interpret(payload(payload), geometry)
                .orElseThrow()
                .readings()
                .get(key));
    }

    private static Reading read(Measure measure, String payload) {
        return measure.read(payload(payload).values());
    }

    private static Payload payload(String json) {
        return new Payload(1, new byte[0], JSON.readTree(json.replace('\'', '"')));
    }
}
