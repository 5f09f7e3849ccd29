package de.stadtkern.kernel.devices;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is done from time to time, on one node. */
@Component
@EnableConfigurationProperties(DevicesSettings.class)
class DeviceSchedule {

    private final UplinkRows rows;
    private final DeviceRows devices;
    private final Uplinks uplinks;
    private final Network network;
    private final Clock clock;
    private final DevicesSettings settings;

    DeviceSchedule(
            UplinkRows rows,
            DeviceRows devices,
            Uplinks uplinks,
            Network network,
            Clock clock,
            DevicesSettings settings) {
        this.rows = rows;
        this.devices = devices;
        this.uplinks = uplinks;
        this.network = network;
        this.clock = clock;
        this.settings = settings;
    }

    /** Devices that somebody set up by SensorThings, or of whose setting up the end was missed. */
    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "devices/read-again")
    void readAgain() {
        rows.listSetUpMeanwhile().forEach(id -> devices.find(id).ifPresent(uplinks::readAgain));
    }

    @Scheduled(initialDelay = 7, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "devices/forget")
    void forget() {
        rows.forget(clock.instant().minus(settings.keepMessages()));
    }

    @Scheduled(initialDelay = 11, fixedDelay = 360, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "devices/forecast", lockAtMostFor = "PT2H")
    void forecast() {
        network.forecast();
    }
}
