package de.stadtkern.demo;

import de.stadtkern.demo.Installer.Installed;
import de.stadtkern.demo.devices.Fleet;
import de.stadtkern.demo.devices.Mote;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Some three hundred simulated devices that report by themselves through the public interfaces. */
@Component
@Profile("demo")
@EnableConfigurationProperties(DemoSettings.class)
class SimulatedTown {

    private static final Logger log = LoggerFactory.getLogger(SimulatedTown.class);

    private final DemoSettings settings;
    private final Path osm;
    private final Path apiKeyFile;
    private final Environment environment;
    private final SimulatedBins bins;

    SimulatedTown(
            DemoSettings settings,
            @Value("${stadtkern.osm}") Path osm,
            @Value("${stadtkern.data}") Path data,
            Environment environment,
            SimulatedBins bins) {
        this.settings = settings;
        this.osm = osm;
        this.apiKeyFile = data.resolve("api-key");
        this.environment = environment;
        this.bins = bins;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofVirtual().name("simulated-town").start(this::live);
    }

    private void live() {
        try {
            String key = Files.readString(apiKeyFile).strip();
            URI address = URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
            Town town = new Town(address, key);
            Fleet fleet = Fleet.in(osm);
            log.info("Simulated town: setting up {} devices …", fleet.devices().size());
            List<Installed> installed = new Installer(town).install(fleet);
            bins.furnish(town, address);
            Lines lines = new Lines(town, environment.getProperty("local.mqtt.port"), key);
            TownClock clock = TownClock.in(settings.season(), settings.speed(), Instant.now());
            log.info(
                    "Simulated town: {} devices report; its clock shows {} and runs at {} times the speed",
                    installed.size(),
                    clock.start().withNano(0),
                    settings.speed());
            new Reporting(lines, clock, motes(fleet, installed, clock)).run(history(fleet, installed, clock));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("The simulated town has stopped: {}", e.getMessage());
        }
    }

    private static List<Mote> motes(Fleet fleet, List<Installed> installed, TownClock clock) {
        return installed.stream()
                .map(one -> fleet.start(one.device(), "live " + clock.start() + clock.began(), one.datastreams()))
                .toList();
    }

    private History history(Fleet fleet, List<Installed> installed, TownClock clock) {
        return new History(
                clock,
                settings.historyHours(),
                installed.stream()
                        .filter(Installed::isNew)
                        .map(one -> fleet.start(one.device(), "history " + clock.start(), one.datastreams()))
                        .toList());
    }
}
