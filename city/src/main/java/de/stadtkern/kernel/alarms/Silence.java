package de.stadtkern.kernel.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a device is silent: after {@code intervals} of its usual intervals. When at least two devices that the same gateway
 * heard last are overdue, and it has heard none of its devices for two of their shortest intervals, it is the gateway that
 * is silent, and none of its devices is.
 *
 * @param intervals 2 to 100
 */
record Silence(int intervals) implements Trigger {

    static final int FEWEST_INTERVALS = 2;
    static final int MOST_INTERVALS = 100;

    /** Whatever the interval, nothing is silent earlier. */
    static final Duration SOONEST = Duration.ofMinutes(5);

    private static final int OVERDUE_PERCENT = 150;
    private static final int PERCENT = 100;
    private static final int FEWEST_OVERDUE = 2;
    private static final int INTERVALS_OF_A_GATEWAY = 2;

    /**
     * A device that should report.
     *
     * @param gateway which heard it last; null when it needs none
     * @param heard when it last reported, or since when it can be expected to
     * @param usual time between two reports
     */
    record Device(long thing, @Nullable String gateway, Instant heard, Duration usual) {}

    /** Devices or a gateway not heard any more; the devices are one unless it is a gateway. */
    record Quiet(@Nullable String gateway, Instant heard, List<Device> devices) {}

    Silence {
        if (intervals < FEWEST_INTERVALS || intervals > MOST_INTERVALS) {
            throw new IllegalArgumentException("intervals");
        }
    }

    /** What is silent now. */
    List<Quiet> judge(List<Device> devices, Instant now) {
        Map<String, List<Device>> byGateway = new HashMap<>();
        List<Quiet> quiet = new ArrayList<>();
        for (Device device : devices) {
            if (device.gateway() == null) {
                addIfSilent(quiet, device, now);
            } else {
                byGateway
                        .computeIfAbsent(device.gateway(), name -> new ArrayList<>())
                        .add(device);
            }
        }
        byGateway.forEach((gateway, heard) -> {
            if (isDead(heard, now)) {
                quiet.add(new Quiet(gateway, newest(heard), heard));
            } else {
                heard.forEach(device -> addIfSilent(quiet, device, now));
            }
        });
        return quiet;
    }

    private void addIfSilent(List<Quiet> quiet, Device device, Instant now) {
        if (isUnheard(device.heard(), device.usual().multipliedBy(intervals), now)) {
            quiet.add(new Quiet(null, device.heard(), List.of(device)));
        }
    }

    private static boolean isDead(List<Device> devices, Instant now) {
        long overdue = devices.stream()
                .filter(one -> one.heard()
                        .plus(one.usual().multipliedBy(OVERDUE_PERCENT).dividedBy(PERCENT))
                        .isBefore(now))
                .count();
        Duration shortest = devices.stream()
                .map(Device::usual)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return overdue >= FEWEST_OVERDUE
                && isUnheard(newest(devices), shortest.multipliedBy(INTERVALS_OF_A_GATEWAY), now);
    }

    private static Instant newest(List<Device> devices) {
        return devices.stream()
                .map(Device::heard)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static boolean isUnheard(Instant heard, Duration longest, Instant now) {
        Duration bearable = longest.compareTo(SOONEST) < 0 ? SOONEST : longest;
        return !heard.plus(bearable).isAfter(now);
    }
}
