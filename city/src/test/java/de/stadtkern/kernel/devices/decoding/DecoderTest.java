package de.stadtkern.kernel.devices.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.kernel.problem.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DecoderTest {

    private static final Path VECTORS =
            Path.of(System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared"), "data/lorawan/vectors.json");

    @Test
    void everyVectorIsDecodedExactly() throws Exception {
        assumeTrue(Files.exists(VECTORS), VECTORS.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        JsonNode vectors = new JsonMapper().readTree(Files.readString(VECTORS));

        assertThat(vectors).hasSize(18);
        for (JsonNode vector : vectors) {
            Map<String, Object> wanted = new TreeMap<>();
            vector.path("values")
                    .properties()
                    .forEach(value ->
                            wanted.put(value.getKey(), plain(value.getValue().path("value"))));
            Map<String, Object> decoded = new TreeMap<>();
            decode(
                            vector.path("device").asString(),
                            vector.path("fPort").asInt(),
                            vector.path("hex").asString())
                    .properties()
                    .forEach(value -> decoded.put(value.getKey(), plain(value.getValue())));

            assertThat(decoded).as(vector.toString()).isEqualTo(wanted);
        }
    }

    /** The published and the derived examples of each device, for whoever has no folder of vectors. */
    @ParameterizedTest
    @CsvSource({
        "decentlab-dl-cws2, 1, 0258c000067f067f88a5b27f5680257f9c0b91, surface_temperature, -2.5",
        "decentlab-dl-cws2, 1, 0258c000074676fa0a81c9813fa6d88137802581300b91, air_temperature_radiation_shield, 3.167391470206759",
        "decentlab-dl-mbx, 1, 02012f000304d200010bb1, distance, 1234",
        "decentlab-dl-ctd10, 1, 0207d9000380327ff6006400010c60, temperature, -1",
        "decentlab-dl-atm41, 1, 02035a0003800a8000800080008009812b8014810880b4a57c820c810980027fe88056800880040bf5, y_orientation_angle, -2.4",
        "milesight-em310-udl, 85, 01755c03824408040001, distance, 2116",
        "bosch-tps110, 2, 01ff, temperature, -1",
        "dragino-lse01, 2, ce29fff107a5ff9c6e2890, soil_temperature, -1",
    })
    void bytesBecomeValues(String device, int port, String hex, String name, double value) {
        assertThat(decode(device, port, hex).path(name).asDouble()).isEqualTo(value);
    }

    @Test
    void whatIsNotSentIsNotThere() {
        assertThat(decode("decentlab-dl-cws2", 1, "0258c000040b91").propertyNames())
                .containsExactly("battery_voltage");
    }

    @ParameterizedTest
    @CsvSource({
        "decentlab-dl-cws2, 1, ''",
        "decentlab-dl-cws2, 1, 0158c000040b91",
        "decentlab-dl-cws2, 1, 0258c000040b",
        "decentlab-dl-cws2, 1, 0258c000040b9100",
        "decentlab-dl-cws2, 1, 0258c000000b91",
        "decentlab-dl-cws2, 1, 0258c0000c0b910b91",
        "milesight-em310-udl, 85, 0175",
        "milesight-em310-udl, 85, 038244",
        "milesight-em310-udl, 85, ff0bff",
        "bosch-tps110, 4, 01",
        "bosch-tps110, 1, 0101",
        "dragino-lse01, 5, ce2900f107a5099b6e2890",
        "dragino-lse01, 2, ce2900f107a5099b6e28",
    })
    void bytesThatTheDeviceDoesNotSendAreRefusedWithTheDeviceAndTheBytes(String device, int port, String hex) {
        assertThatThrownBy(() -> decode(device, port, hex))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.arguments()).contains(device, hex));
    }

    @Property
    void arbitraryBytesAreReadOrRefused(
            @ForAll("devices") String device, @ForAll @IntRange(max = 255) int port, @ForAll("frames") byte[] bytes) {
        try {
            assertThat(Decoder.find(device).orElseThrow().decode(port, bytes)).isNotEmpty();
        } catch (Refusal refused) {
            assertThat(refused.textKey()).isEqualTo("devices.refusal.bytes");
        }
    }

    @Provide
    Arbitrary<String> devices() {
        return Arbitraries.of(Decoder.names());
    }

    /** Any bytes, and such as begin like a frame of Decentlab or Milesight. */
    @Provide
    Arbitrary<byte[]> frames() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
        Arbitrary<byte[]> decentlab = any.map(bytes -> {
            byte[] frame = bytes.clone();
            if (frame.length > 4) {
                frame[0] = 2;
                frame[3] = 0;
                frame[4] &= 7;
            }
            return frame;
        });
        Arbitrary<byte[]> milesight = any.map(bytes -> {
            byte[] frame = bytes.clone();
            if (frame.length > 1) {
                frame[0] = 3;
                frame[1] = (byte) 0x82;
            }
            return frame;
        });
        return Arbitraries.oneOf(any, decentlab, milesight);
    }

    private static JsonNode decode(String device, int port, String hex) {
        return Decoder.find(device).orElseThrow().decode(port, HexFormat.of().parseHex(hex));
    }

    private static Object plain(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() : value.asDouble();
    }
}
