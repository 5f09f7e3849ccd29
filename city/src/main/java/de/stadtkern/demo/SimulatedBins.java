package de.stadtkern.demo;

import de.stadtkern.demo.Town.Sensor;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Bins, banks and collection days of the simulated town: its duty officer reads them from files on the pages, and people
 * report some bins by their QR codes; once.
 */
@Component
@Profile("demo")
class SimulatedBins {

    private static final Logger log = LoggerFactory.getLogger(SimulatedBins.class);
    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final String OFFICER = "stadtkern.people[0].";
    private static final int WITHOUT_SENSOR = 90;
    private static final int WEEKS_BEFORE = 10;
    private static final int WEEKS_OF_CALENDAR = 26;
    private static final List<String> DISTRICTS = List.of("Nord", "Ost", "Süd", "West");
    private static final List<String> REPORTS = List.of("FULL", "LITTER", "DAMAGED");

    private final Environment environment;

    SimulatedBins(Environment environment) {
        this.environment = environment;
    }

    /** Begins when the sensors are set up. */
    void furnish(Town town, URI address) {
        try {
            Desk desk = new Desk(address);
            desk.signIn(setting("login"), setting("password"));
            if (desk.read("/containers/api").startsWith("[{")) {
                return;
            }
            List<BinLine> bins = bins(town);
            desk.upload(
                    "/containers/import", "file", BinLine.file(bins), Map.of("do", "store", "reason", "Ersterfassung"));
            desk.upload("/containers/import/emptyings", "list", emptyings(bins), Map.of("zone", TOWN.getId()));
            desk.upload("/waste/collections/import/areas", "file", districts(town.streets()), Map.of());
            desk.upload("/waste/collections/import", "file", collections(), Map.of());
            List<String> codes = desk.texts("/containers/api?kind=LITTER_BIN", "\"code\":\"([a-z0-9]+)\"");
            for (int i = 0; i < Math.min(REPORTS.size(), codes.size()); i++) {
                desk.send("/bin/" + codes.get(codes.size() - 1 - i), Map.of("kind", REPORTS.get(i)));
            }
            log.info("Simulated town: {} bins and banks, {} weeks of emptyings", bins.size(), WEEKS_BEFORE);
        } catch (RuntimeException e) {
            log.warn("The simulated town has no bins: {}", e.getMessage());
        }
    }

    private static List<BinLine> bins(Town town) {
        List<BinLine> bins = new ArrayList<>();
        for (Sensor sensor : town.sensors("litter-bin")) {
            bins.add(BinLine.litterBin(bins.size() + 1, sensor.site(), sensor.devEui()));
        }
        List<Site> streets = town.sites(WITHOUT_SENSOR);
        for (int i = 0; i < streets.size(); i++) {
            Site site = streets.get(i);
            bins.add(
                    switch (i % 9) {
                        case 7 -> BinLine.dogStation(i, site);
                        case 8 -> BinLine.gritBin(i, site);
                        default -> BinLine.litterBin(bins.size() + 1, site, "");
                    });
        }
        List<Sensor> banks = town.sensors("glass-container");
        for (int i = 0; i < banks.size(); i++) {
            bins.addAll(BinLine.recyclingSite(
                    i + 1, banks.get(i).site(), banks.get(i).devEui()));
        }
        return bins;
    }

    private static String emptyings(List<BinLine> bins) {
        LocalDate today = LocalDate.now(TOWN);
        return "at;name;level\n"
                + bins.stream()
                        .filter(bin -> !bin.kind().equals(BinLine.GRIT_BIN))
                        .flatMap(bin -> Rounds.of(bin.name(), bin.isBank(), today, WEEKS_BEFORE).stream())
                        .map(one -> "%s;%s;%d\n".formatted(one.at(), one.bin(), one.level()))
                        .collect(Collectors.joining());
    }

    /** Neighbours in the alphabet, as no map of districts is there. */
    private static String districts(List<String> streets) {
        StringBuilder file = new StringBuilder("street;numbers;area\n");
        for (int i = 0; i < streets.size(); i++) {
            file.append("%s;;%s\n".formatted(streets.get(i), DISTRICTS.get(i * DISTRICTS.size() / streets.size())));
        }
        return file.toString();
    }

    private static String collections() {
        LocalDate monday = LocalDate.now(TOWN).with(DayOfWeek.MONDAY);
        StringBuilder file = new StringBuilder("area;what;day\n");
        for (int week = 0; week < WEEKS_OF_CALENDAR; week++) {
            for (int i = 0; i < DISTRICTS.size(); i++) {
                LocalDate day = monday.plusWeeks(week).plusDays(i);
                String line = DISTRICTS.get(i) + ";%s;" + day + "\n";
                file.append(line.formatted("Bioabfall"))
                        .append(line.formatted(week % 2 == 0 ? "Restabfall" : "Gelbe Tonne"));
                if (week % 4 == 1) {
                    file.append(line.formatted("Altpapier"));
                }
            }
        }
        return file.toString();
    }

    private String setting(String key) {
        return environment.getRequiredProperty(OFFICER + key);
    }
}
