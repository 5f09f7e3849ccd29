package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Pulse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The network at a glance: every device that is set up, what it says now, and what somebody should look after. */
@Component
class Network {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    /** Whatever the interval, nothing is silent earlier. */
    private static final Duration SOONEST = Duration.ofMinutes(5);

    private static final int SILENT_INTERVALS = 3;
    private static final int DAYS_BEFORE_EMPTY = 90;

    private final DeviceRows devices;
    private final NetworkRows rows;
    private final Calibrations calibrations;
    private final Observations observations;
    private final DevicesSettings settings;
    private final Clock clock;

    Network(
            DeviceRows devices,
            NetworkRows rows,
            Calibrations calibrations,
            Observations observations,
            DevicesSettings settings,
            Clock clock) {
        this.devices = devices;
        this.rows = rows;
        this.calibrations = calibrations;
        this.observations = observations;
        this.settings = settings;
        this.clock = clock;
    }

    /** What somebody should look after. */
    enum Trouble {
        /** Nothing for three times its usual interval. */
        SILENT,
        /** The battery is empty, or will be within {@value #DAYS_BEFORE_EMPTY} days. */
        BATTERY,
        /** Heard only just. */
        SIGNAL,
        /** Its newest message could not be used. */
        MESSAGES,
        /** The last calibration no longer holds. */
        CALIBRATION,
        /** Planned, and never heard. */
        UNHEARD;

        /** As addresses and the keys of texts have it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A device with what it says now. */
    record Device(DeviceRows.Row row, @Nullable Position place, List<NetworkRows.Value> values, Set<Trouble> troubles) {

        boolean has(String trouble) {
            return troubles.stream().anyMatch(one -> one.word().equals(trouble));
        }
    }

    /** Those of the devices that are set up. */
    List<Device> look(List<DeviceRows.Row> chosen) {
        List<DeviceRows.Row> known =
                chosen.stream().filter(device -> device.thing() != null).toList();
        Set<Long> municipalities =
                known.stream().map(DeviceRows.Row::municipalityId).collect(Collectors.toSet());
        Set<Long> things = known.stream()
                .map(device -> Objects.requireNonNull(device.thing()).id())
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        Map<Long, List<NetworkRows.Value>> values = rows.values(things);
        Map<Long, Position> places = rows.places(things);
        Map<Long, LocalDate> calibrated = calibrations.validUntil(known);
        Map<Long, Pulse> pulses = new HashMap<>();
        municipalities.forEach(municipality -> observations
                .pulses(municipality, null, null, now.plus(Remark.TOLERANCE))
                .forEach(pulse -> pulses.put(pulse.thing().id(), pulse)));
        List<Device> seen = new ArrayList<>();
        for (DeviceRows.Row device : known) {
            long thing = Objects.requireNonNull(device.thing()).id();
            Set<Trouble> troubles = device.state().isOutOfService()
                    ? Set.of()
                    : troubles(device, pulses.get(thing), calibrated.get(device.id()), now);
            seen.add(new Device(device, places.get(thing), values.getOrDefault(thing, List.of()), troubles));
        }
        return seen;
    }

    private Set<Trouble> troubles(
            DeviceRows.Row device, @Nullable Pulse pulse, @Nullable LocalDate calibrated, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, TOWN);
        Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
        if (device.state() == State.PLANNED) {
            troubles.add(Trouble.UNHEARD);
        }
        if (pulse != null && isSilent(pulse, now)) {
            troubles.add(Trouble.SILENT);
        }
        if (isBatteryWeak(device, today)) {
            troubles.add(Trouble.BATTERY);
        }
        if (device.seen().reception().isWeak()) {
            troubles.add(Trouble.SIGNAL);
        }
        if (device.newest() != null && device.newest().isFault()) {
            troubles.add(Trouble.MESSAGES);
        }
        if (calibrated != null && calibrated.isBefore(today)) {
            troubles.add(Trouble.CALIBRATION);
        }
        return troubles;
    }

    private static boolean isSilent(Pulse pulse, Instant now) {
        Duration patience = pulse.usual().multipliedBy(SILENT_INTERVALS);
        return pulse.newest().isBefore(now.minus(patience.compareTo(SOONEST) < 0 ? SOONEST : patience));
    }

    private boolean isBatteryWeak(DeviceRows.Row device, LocalDate today) {
        DeviceRows.Power power = device.power();
        return power.isWeak(emptyAt(device))
                || (power.end() != null && power.end().isBefore(today.plusDays(DAYS_BEFORE_EMPTY)));
    }

    /** The level at which the battery of the device is empty. */
    double emptyAt(DeviceRows.Row device) {
        DeviceRows.Thing thing = device.thing();
        return settings.emptyAt(
                thing == null ? null : thing.type(), device.power().unit());
    }

    /** Tells anew when the batteries of all devices will be empty. */
    void forecast() {
        Instant since = clock.instant().minus(Duration.ofDays(DAYS_BEFORE_EMPTY));
        for (DeviceRows.Row device : devices.listAll()) {
            if (device.thing() != null) {
                LocalDate end = Battery.end(rows.battery(device.thing().id(), since), emptyAt(device))
                        .orElse(null);
                if (!Objects.equals(end, device.power().end())) {
                    devices.setBatteryEnd(device.id(), end);
                }
            }
        }
    }
}
