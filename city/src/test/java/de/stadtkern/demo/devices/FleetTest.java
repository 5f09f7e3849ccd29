package de.stadtkern.demo.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.demo.devices.Fault.What;
import de.stadtkern.demo.plan.TownPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FleetTest {

    private static final Path SHARED = Path.of(System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared"));
    private static final LocalDateTime WINTER = LocalDateTime.of(2026, 1, 15, 11, 20);
    private static final Instant NOW = Instant.parse("2026-06-01T09:20:00Z");
    private static final Map<String, Long> DATASTREAMS = Map.of("free", 1L, "count", 2L, "power", 3L);

    @TempDir
    private static Path folder = Path.of("");

    private static Fleet fleet = new Fleet(List.of(), List.of(), Faults.of(List.of(), List.of()));

    @BeforeAll
    static void settle() {
        Path town = folder.resolve("musterstadt.osm");
        new TownPlan().writeTo(town);
        fleet = Fleet.in(town);
    }

    @Test
    void hasThreeHundredDevicesOfEveryKindInAllDistricts() {
        assertThat(fleet.devices()).hasSize(300);
        assertThat(fleet.devices()).extracting(Device::kind).contains(Kind.values());
        assertThat(fleet.devices()).extracting(Device::devEui).doesNotHaveDuplicates();
        assertThat(fleet.devices()).extracting(Device::name).doesNotHaveDuplicates();
        assertThat(fleet.devices())
                .extracting(device -> device.place().district())
                .contains("Altstadt", "Nordstadt", "Oststadt", "Westend", "Südvorstadt", "Mühlviertel", "Sonnenhang");
    }

    @Test
    void theSameTownAndTimeGiveTheSameBytes() {
        Fleet again = Fleet.in(folder.resolve("musterstadt.osm"));

        assertThat(reports(again, WINTER, NOW)).isEqualTo(reports(fleet, WINTER, NOW));
    }

    @Test
    void anotherStartIsAnotherSessionSoThatCountersBeginAgain() {
        Device device = one(Kind.TREE, 2);

        assertThat(fleet.start(device, "first", Map.of()).report(WINTER, NOW))
                .isNotEqualTo(fleet.start(device, "second", Map.of()).report(WINTER, NOW));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyValueIsPossibleAllTheYear(Kind kind) {
        for (int number = 1; number <= Math.min(5, kind.type.count()); number++) {
            Device device = one(kind, number);
            for (int step = 0; step < 8_760; step += 13) {
                LocalDateTime time = LocalDate.of(2026, 1, 1).atStartOfDay().plusHours(step);
                device.measure(time, false)
                        .forEach((name, value) -> assertThat(value)
                                .as("%s %s at %s", device.name(), name, time)
                                .isBetween(least(name), most(kind, name)));
            }
        }
    }

    private static double least(String name) {
        return switch (name) {
            case "surface_temperature",
                    "air_temperature",
                    "dew_point",
                    "temperature",
                    "temp_SOIL",
                    "TempC_DS18B20",
                    "sensor_temperature",
                    "sensor_temperature_internal",
                    "air_temperature_radiation_shield" -> -30;
            case "north_wind_speed", "east_wind_speed", "x_orientation_angle", "y_orientation_angle" -> -20;
            default -> 0;
        };
    }

    private static double most(Kind kind, String name) {
        return switch (name) {
            case "surface_temperature" -> 62;
            case "air_temperature", "dew_point", "temp_SOIL", "room_temperature" -> 42;
            case "air_humidity", "relative_humidity", "humidity", "battery" -> 100;
            case "water_SOIL" -> 50;
            case "distance" -> kind == Kind.SALT_SILO ? 8_000 : 3_000;
            case "co2" -> 2_500;
            case "laeq" -> 85;
            case "pressure" -> 8;
            case "battery_voltage", "Bat" -> 3.6;
            default -> 2_000_000;
        };
    }

    /** Whoever starts the demo sees the winter service at once, at whatever hour and day of the week. */
    @Test
    void inWinterSomeRoadsFreezeAtEveryHourAndMostDoNot() {
        List<Device> stations = all(Kind.ROAD_WEATHER);
        for (int hour = 0; hour < 7 * 24; hour++) {
            LocalDateTime time = LocalDate.of(2026, 1, 12).atStartOfDay().plusHours(hour);
            long frost =
                    stations.stream().filter(device -> isFrost(device, time)).count();

            assertThat(frost).as("%s", time).isBetween(2L, 18L);
        }
    }

    private static boolean isFrost(Device device, LocalDateTime time) {
        double dewPoint = value(device, "dew_point", time);
        double surface = value(device, "surface_temperature", time);
        double vapour = 17.62 * dewPoint / (243.12 + dewPoint);
        double frostPoint = 272.62 * vapour / (22.46 - vapour);
        return surface <= 0 && surface < frostPoint;
    }

    @Test
    void theTownHasDaysAndWeeks() {
        assertThat(sum(Kind.TRAFFIC_COUNTER, "vehicles", LocalDateTime.of(2026, 1, 14, 8, 0)))
                .isGreaterThan(4 * sum(Kind.TRAFFIC_COUNTER, "vehicles", LocalDateTime.of(2026, 1, 14, 2, 0)))
                .isGreaterThan(1.4 * sum(Kind.TRAFFIC_COUNTER, "vehicles", LocalDateTime.of(2026, 1, 18, 8, 0)));
        assertThat(sum(Kind.PEOPLE_COUNTER, "count", LocalDateTime.of(2026, 5, 20, 10, 0)))
                .as("market day")
                .isGreaterThan(sum(Kind.PEOPLE_COUNTER, "count", LocalDateTime.of(2026, 5, 19, 10, 0)));
        assertThat(sum(Kind.LIBRARY, "inside", LocalDateTime.of(2026, 1, 18, 12, 0)))
                .as("Sunday")
                .isZero();
    }

    @Test
    void theThunderstormRaisesTheRiver() {
        double before = sum(Kind.GAUGE, "water_depth", LocalDateTime.of(2026, 7, 1, 12, 0));
        double highest = IntStream.range(0, 60)
                .mapToDouble(hour -> sum(
                        Kind.GAUGE,
                        "water_depth",
                        LocalDateTime.of(2026, 7, 8, 0, 0).plusHours(hour)))
                .max()
                .orElseThrow();

        assertThat(highest).isGreaterThan(before + 5 * 200);
    }

    @Test
    void metersNeverRunBackwardsAndBinsFillUntilTheyAreEmptied() {
        for (Device meter : all(Kind.WATER_METER)) {
            double last = 0;
            for (int hour = 0; hour < 24 * 14; hour++) {
                double volume = value(meter, "volume", WINTER.plusHours(hour));
                assertThat(volume).isGreaterThanOrEqualTo(last);
                last = volume;
            }
        }
        int emptied = 0;
        double last = 0;
        for (int hour = 0; hour < 24 * 14; hour++) {
            double distance = value(one(Kind.LITTER_BIN, 4), "distance", WINTER.plusHours(hour));
            emptied += distance > last + 150 ? 1 : 0;
            last = distance;
        }
        assertThat(emptied).isBetween(3, 14);
    }

    @Test
    void whatIsSilentSaysNothingWhileTheFaultHolds() {
        Fault fault = fault(What.SILENT, "daily");
        Device device = device(fault);

        assertThat(report(device, atHour(fault, 1))).isEmpty();
        assertThat(report(device, atHour(fault, -1))).isNotEmpty();
    }

    @Test
    void whatIsStuckRepeatsItself() {
        Fault fault = fault(What.STUCK, "daily");
        Device device = device(fault);

        assertThat(payload(device, atHour(fault, 1))).isEqualTo(payload(device, atHour(fault, 2)));
    }

    @Test
    void anEmptyBatteryShowsInTheVoltage() {
        Device device = device(fault(What.LOW_BATTERY, "always"));

        assertThat(device.measure(WINTER, true).get("battery_voltage"))
                .isLessThan(2.5)
                .isLessThan(value(device, "battery_voltage", WINTER) - 0.3);
    }

    @Test
    void aDeadGatewayHearsNothingAndOthersTakeOverWhereTheyCan() {
        Fault fault = fault(What.DEAD_GATEWAY, "daily");
        String before = allReports(atHour(fault, -1));
        String during = allReports(atHour(fault, 1));
        String dead = "\"gateway_id\":\"" + fault.target() + "\"";

        assertThat(before).contains(dead);
        assertThat(during).doesNotContain(dead).contains("\"gateway_id\"");
    }

    @Test
    void aClockThatLiesIsWrongByAsMuchAsTheListSays() {
        Device device = device(fault(What.CLOCK_AHEAD, "always"));
        Message message = fleet.start(device, "s", Map.of("bicycles", 7L))
                .report(WINTER, NOW)
                .getFirst();

        assertThat(message.body()).contains("\"phenomenonTime\":\"2026-06-01T12:20:00Z\"");
    }

    @ParameterizedTest
    @CsvSource({
        "ROAD_WEATHER, tts-decentlab-dl-cws2.json",
        "LITTER_BIN, tts-milesight-em310-udl.json",
        "GLASS_CONTAINER, tts-decentlab-dl-mbx.json",
        "PARKING_BAY, tts-bosch-tps110.json",
        "TREE, chirpstack-dragino-lse01.json",
        "GAUGE, chirpstack-decentlab-dl-ctd10.json",
    })
    void messagesHaveTheFieldsOfRecordedOnes(Kind kind, String file) throws IOException {
        Path example = SHARED.resolve("data/lorawan").resolve(file);
        assumeTrue(Files.exists(example), example.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        JsonMapper json = new JsonMapper();
        Mote mote = fleet.start(one(kind, 2), "session", Map.of());
        mote.report(LocalDateTime.of(2026, 1, 15, 10, 0), NOW);
        JsonNode sent = json.readTree(mote.report(LocalDateTime.of(2026, 1, 15, 11, 0), NOW)
                .getFirst()
                .body());

        assertThat(shape(sent))
                .containsAll(shape(json.readTree(Files.readString(example))).stream()
                        .filter(field -> !field.contains("payload.") && !field.contains("object."))
                        .toList());
        assertThat(shape(json.readTree(Files.readString(example))))
                .containsAll(shape(sent).stream()
                        .filter(field -> !field.endsWith("decoded_payload.temperature:NUMBER"))
                        .toList());
    }

    @Test
    void theBytesSayTheSameAsTheDecodedObject() {
        for (Device device : fleet.devices()) {
            Codec codec = device.kind().habit.codec();
            if (codec != null) {
                for (Message message : report(device, LocalDateTime.of(2026, 1, 15, 11, 0))) {
                    JsonNode all = new JsonMapper().readTree(message.body());
                    JsonNode uplink = all.has("data") ? all : all.path("uplink_message");
                    byte[] bytes = Base64.getDecoder()
                            .decode(uplink.path(all.has("data") ? "data" : "frm_payload")
                                    .asString());
                    int port = uplink.path(all.has("data") ? "fPort" : "f_port").asInt();
                    assertThat(codec.decode(port, bytes).toString())
                            .isEqualTo(uplink.path(all.has("data") ? "object" : "decoded_payload")
                                    .toString());
                }
            }
        }
    }

    @Test
    void aParkingBaySpeaksOfChangesAndOnceAnHourToSayThatItLives() {
        Mote bay = fleet.start(one(Kind.PARKING_BAY, 3), "s", Map.of());
        List<String> said = new ArrayList<>();
        for (int step = 0; step < 288; step++) {
            bay.report(LocalDate.of(2026, 1, 15).atStartOfDay().plusMinutes(5L * step), NOW)
                    .forEach(message -> said.add(message.body()));
        }

        assertThat(said).hasSizeBetween(24, 80);
        assertThat(said).filteredOn(body -> body.contains("heartbeat")).hasSizeBetween(15, 24);
        assertThat(said).anySatisfy(body -> assertThat(body).contains("parking status"));
    }

    @Test
    void standsInTheStreetsOfARealTownToo() {
        Path town = SHARED.resolve("data/osm/kaiserslautern.osm.pbf");
        assumeTrue(Files.exists(town), town.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        Fleet real = Fleet.in(town);

        assertThat(real.devices()).hasSizeBetween(290, 300);
        assertThat(real.gateways()).hasSize(6);
        assertThat(real.devices()).allSatisfy(device -> {
            assertThat(device.place().lon()).isBetween(7.70, 7.84);
            assertThat(device.place().lat()).isBetween(49.40, 49.47);
            assertThat(device.place().name()).isNotBlank();
        });
        assertThat(reports(real, WINTER, NOW)).hasSizeGreaterThan(200);
        assertThat(real.devices()).isEqualTo(Fleet.in(town).devices());
    }

    /** Every path in a message with the kind of its value; numbers of any kind are the same. */
    private static TreeSet<String> shape(JsonNode node) {
        TreeSet<String> shape = new TreeSet<>();
        collect("", node, shape);
        return shape;
    }

    private static void collect(String path, JsonNode node, TreeSet<String> shape) {
        if (node.isObject()) {
            node.propertyStream().forEach(field -> collect(path + "." + field.getKey(), field.getValue(), shape));
        } else if (node.isArray()) {
            node.valueStream().forEach(item -> collect(path + "[]", item, shape));
        } else {
            shape.add(path + ":" + (node.isNumber() ? "NUMBER" : node.getNodeType()));
        }
    }

    private static List<List<Message>> reports(Fleet of, LocalDateTime time, Instant at) {
        return of.devices().stream()
                .map(device -> of.start(device, "session", DATASTREAMS).report(time, at))
                .filter(messages -> !messages.isEmpty())
                .toList();
    }

    private static String allReports(LocalDateTime time) {
        return reports(fleet, time, NOW).stream().map(List::toString).collect(Collectors.joining());
    }

    private static List<Message> report(Device device, LocalDateTime time) {
        Map<String, Long> datastreams = new HashMap<>();
        device.kind().channels().forEach(channel -> datastreams.put(channel.field(), 1L));
        return fleet.start(device, "session", datastreams).report(time, NOW);
    }

    /** What it says without what the radio adds. */
    private static String payload(Device device, LocalDateTime time) {
        JsonNode body =
                new JsonMapper().readTree(report(device, time).getFirst().body());
        return body.path("uplink_message").path("frm_payload").asString("")
                + body.path("data").asString("")
                + body.path("result");
    }

    private static Fault fault(What what, String window) {
        return fleet.faults().list().stream()
                .filter(fault -> fault.what() == what && fault.window().startsWith(window))
                .findFirst()
                .orElseThrow();
    }

    private static LocalDateTime atHour(Fault fault, int hours) {
        return WINTER.toLocalDate().atTime(fault.from()).plusHours(hours);
    }

    private static Device device(Fault fault) {
        return fleet.devices().stream()
                .filter(device -> device.devEui().equals(fault.target()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Device> all(Kind kind) {
        return fleet.devices().stream()
                .collect(Collectors.groupingBy(Device::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()))
                .getOrDefault(kind, List.of());
    }

    private static Device one(Kind kind, int number) {
        return all(kind).get(number - 1);
    }

    private static double value(Device device, String name, LocalDateTime time) {
        return device.measure(time, false).getOrDefault(name, Double.NaN);
    }

    private static double sum(Kind kind, String name, LocalDateTime time) {
        return all(kind).stream()
                .mapToDouble(device -> device.measure(time, false).getOrDefault(name, 0.0))
                .sum();
    }
}
