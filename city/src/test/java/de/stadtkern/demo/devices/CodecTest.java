package de.stadtkern.demo.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bytes are those of the real device types: checked against published examples, which lie outside the repository. */
class CodecTest {

    private static final Path VECTORS =
            Path.of(System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared"), "data/lorawan/vectors.json");
    private static final Map<String, Codec> CODECS = Map.of(
            "decentlab-dl-cws2", Decentlab.CWS2,
            "decentlab-dl-mbx", Decentlab.MBX,
            "decentlab-dl-ctd10", Decentlab.CTD10,
            "decentlab-dl-atm41", Decentlab.ATM41,
            "milesight-em310-udl", SmallCodec.EM310_UDL,
            "bosch-tps110", SmallCodec.TPS110,
            "dragino-lse01", SmallCodec.LSE01);

    @ParameterizedTest
    @CsvSource({
        "decentlab-dl-cws2, 0258c000074676fa0a81c9813fa6d88137802581300b91",
        "decentlab-dl-mbx, 02012f000304d200010bb1",
        "decentlab-dl-ctd10, 0207d9000390888081006400000c60",
        "decentlab-dl-ctd10, 0207d9000380327ff6006400010c60",
        "decentlab-dl-atm41, 02035a0003800a8000800080008009812b8014810880b4a57c820c810980027fe88056800880040bf5",
        "milesight-em310-udl, 01755c03824408040001",
        "bosch-tps110, 01",
        "bosch-tps110, 00",
        "bosch-tps110, 01ff",
        "dragino-lse01, ce2900f107a5099b6e2890",
    })
    void publishedBytesAreReadAsTheFormatterReadsThem(String device, String hex) throws IOException {
        JsonNode vector = vector(device, hex);

        JsonNode decoded = codec(device)
                .decode(vector.path("fPort").asInt(), HexFormat.of().parseHex(hex));

        assertThat(decoded.toString()).isEqualTo(vector.path("decoded").toString());
    }

    @Test
    void valuesBecomeThePublishedBytes() {
        assertBytes(
                Decentlab.CTD10,
                Map.of(
                        "water_depth", 4232.0,
                        "temperature", 12.9,
                        "electrical_conductivity", 100.0,
                        "battery_voltage", 3.168),
                "0207d9000390888081006400000c60");
        assertBytes(
                SmallCodec.EM310_UDL, Map.of("battery", 92.0, "distance", 2116.0, "tilt", 1.0), "01755c03824408040001");
        assertBytes(SmallCodec.TPS110, Map.of("occupied", 1.0, "temperature", -1.0), "01ff");
        assertBytes(SmallCodec.TPS110, Map.of("occupied", 0.0), "00");
        assertBytes(
                SmallCodec.LSE01,
                Map.of(
                        "Bat", 3.625,
                        "TempC_DS18B20", 24.1,
                        "water_SOIL", 19.57,
                        "temp_SOIL", 24.59,
                        "conduct_SOIL", 28200.0),
                "ce2900f107a5099b6e2810");
    }

    private static Codec codec(String device) {
        return Optional.ofNullable(CODECS.get(device)).orElseThrow();
    }

    private static void assertBytes(Codec codec, Map<String, Double> values, String hex) {
        assertThat(HexFormat.of().formatHex(codec.encode(values))).startsWith(hex.substring(0, hex.length() - 2));
        assertThat(codec.encode(values)).hasSize(hex.length() / 2);
    }

    private static JsonNode vector(String device, String hex) throws IOException {
        assumeTrue(Files.exists(VECTORS), VECTORS.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        JsonNode all = new JsonMapper().readTree(Files.readString(VECTORS));
        return (all.isArray() ? all : all.path("vectors"))
                .valueStream()
                .filter(one -> one.path("device").asString("").equals(device)
                        && one.path("hex").asString("").equals(hex))
                .findFirst()
                .orElseThrow();
    }
}
