package de.stadtkern.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Vehicles, crew and shifts of the simulated town, which its duty officer enters on the pages; once. */
@Component
@Profile("demo")
class SimulatedDepot {

    private static final Logger log = LoggerFactory.getLogger(SimulatedDepot.class);
    private static final String OFFICER = "stadtkern.people[0].";
    private static final String CREW = "stadtkern.people[1].";
    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final List<String> WORKDAYS = List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");
    private static final String WEEKS = "4";

    private final Path apiKeyFile;
    private final Environment environment;

    SimulatedDepot(@Value("${stadtkern.data}") Path data, Environment environment) {
        this.apiKeyFile = data.resolve("api-key");
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofVirtual().name("simulated-depot").start(this::furnish);
    }

    private void furnish() {
        try {
            URI address = URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
            List<Site> sites = new Town(address, Files.readString(apiKeyFile).strip()).sites(1);
            Desk desk = new Desk(address);
            desk.signIn(setting(OFFICER + "login"), setting(OFFICER + "password"));
            if (sites.isEmpty() || desk.read("/fleet/api/vehicles").startsWith("[{")) {
                return;
            }
            Site site = sites.getFirst();
            desk.send("/fleet/depots", Map.of("name", "Bauhof", "place", site.lat() + ", " + site.lon()));
            desk.upload("/fleet/import", "file", vehicles(), Map.of());
            List<Long> drivers = List.of(
                    member(desk, setting(CREW + "name"), "LICENCE_CE", "WINTER_INSTRUCTION", "MODULE_95"),
                    member(desk, "Selin Arslan", "LICENCE_C", "WINTER_INSTRUCTION", "SWEEPER_INSTRUCTION"),
                    member(desk, "Jonas Vogel", "LICENCE_C", "FIRST_AID"),
                    member(desk, "Marta Nowak", "LICENCE_T", "WINTER_INSTRUCTION"));
            List<Long> machines = desk.numbers("/fleet/api/vehicles", "\"vehicle\":\\{\"id\":(\\d+)").stream()
                    .sorted()
                    .toList();
            template(desk, "Früh", "04:00", "12:00", drivers.subList(0, 2), machines.subList(0, 2));
            template(desk, "Tag", "07:00", "15:30", drivers.subList(2, 4), machines.subList(3, 5));
            makeShifts(desk);
            log.info("Simulated town: {} vehicles, {} crew members and their shifts", machines.size(), drivers.size());
        } catch (IOException | RuntimeException e) {
            log.warn("The simulated town has no shifts: {}", e.getMessage());
        }
    }

    private static long member(Desk desk, String name, String... qualifications) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("name", name, "weeklyHours", "39"));
        for (String one : qualifications) {
            fields.put("has-" + one, "true");
        }
        desk.numbers("/fleet/members/new", "<option value=\"(\\d+)\"[^>]*>" + name + "<")
                .forEach(account -> fields.put("account", account.toString()));
        String address = desk.send("/fleet/members/new", fields);
        return Long.parseLong(address.substring(address.lastIndexOf('/') + 1));
    }

    private static void template(
            Desk desk, String name, String begin, String end, List<Long> members, List<Long> vehicles) {
        Map<String, String> fields =
                new LinkedHashMap<>(Map.of("name", name, "begin", begin, "end", end, "break", "30"));
        WORKDAYS.forEach(day -> fields.put("day-" + day, "true"));
        members.forEach(one -> fields.put("member-" + one, "true"));
        vehicles.forEach(one -> fields.put("vehicle-" + one, "true"));
        desk.send("/fleet/templates", fields);
    }

    private static void makeShifts(Desk desk) {
        LocalDate monday = LocalDate.now(TOWN).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (long template : desk.numbers("/fleet/templates", "/fleet/templates/(\\d+)/shifts")) {
            desk.send("/fleet/templates/" + template + "/shifts", Map.of("from", monday.toString(), "weeks", WEEKS));
        }
    }

    private static String vehicles() throws IOException {
        try (InputStream file = Objects.requireNonNull(SimulatedDepot.class.getResourceAsStream("fleet.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String setting(String key) {
        return environment.getRequiredProperty(key);
    }
}
