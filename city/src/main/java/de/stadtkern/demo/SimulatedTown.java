package de.stadtkern.demo;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Twelve simulated road-weather stations that report by themselves through the public interface. */
@Component
@Profile("demo")
class SimulatedTown {

    private static final Logger log = LoggerFactory.getLogger(SimulatedTown.class);
    private static final int STATIONS = 12;
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);
    private static final String ORIGIN = "simuliert für die Vorführung";
    private static final Set<Quantity> MEASURED =
            EnumSet.of(Quantity.AIR, Quantity.HUMIDITY, Quantity.SURFACE, Quantity.PRECIPITATION);

    private final Path apiKeyFile;

    SimulatedTown(@Value("${stadtkern.data}") Path data) {
        this.apiKeyFile = data.resolve("api-key");
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        String port = ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        URI address = URI.create("http://127.0.0.1:" + port);
        Thread.ofVirtual().name("simulated-town").start(() -> live(address));
    }

    private void live(URI address) {
        try {
            Town town = new Town(address, Files.readString(apiKeyFile).strip());
            List<Town.Station> stations = setUp(town);
            Instant start = Instant.now();
            while (true) {
                Instant now = Instant.now();
                for (int i = 0; i < stations.size(); i++) {
                    report(town, stations.get(i), SimulatedNight.at(Duration.between(start, now), i), now);
                }
                Thread.sleep(BETWEEN_REPORTS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("The simulated town has stopped: {}", e.getMessage());
        }
    }

    private static List<Town.Station> setUp(Town town) {
        List<Town.Station> stations = new ArrayList<>();
        for (Site site : town.sites(STATIONS)) {
            stations.add(town.station(site.street() + ", Station " + (stations.size() + 1), site, ORIGIN, MEASURED));
        }
        return stations;
    }

    private static void report(Town town, Town.Station station, Map<Quantity, Double> values, Instant now) {
        values.forEach((quantity, value) -> {
            Long datastream = station.datastreams().get(quantity);
            if (datastream != null) {
                town.observe(datastream, now, value, now.toString());
            }
        });
    }
}
