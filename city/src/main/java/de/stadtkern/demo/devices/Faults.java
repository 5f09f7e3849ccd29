package de.stadtkern.demo.devices;

import de.stadtkern.demo.devices.Fault.What;
import de.stadtkern.demo.weather.Noise;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is broken in the simulated town, and when: always the same. */
final class Faults {

    private static final long SEED = 8_128;

    private final List<Fault> all = new ArrayList<>();
    private final List<Device> sound;

    private Faults(List<Device> devices) {
        sound = new ArrayList<>(devices);
        sound.sort(Comparator.comparingDouble(device -> Noise.chance(SEED, device.seed())));
    }

    static Faults of(List<Device> devices, List<Gateway> gateways) {
        Faults faults = new Faults(devices);
        faults.always(What.SILENT, 4, any -> true);
        faults.daily(What.SILENT, 4, any -> true);
        faults.always(What.STUCK, 3, any -> true);
        faults.daily(What.STUCK, 3, any -> true);
        faults.always(
                What.LOW_BATTERY, 6, device -> device.kind().habit.speech().isLoRaWan());
        faults.always(
                What.CLOCK_BEHIND, 2, device -> !device.kind().habit.speech().isLoRaWan());
        faults.always(
                What.CLOCK_AHEAD, 1, device -> !device.kind().habit.speech().isLoRaWan());
        gateways.stream()
                .skip(1)
                .findFirst()
                .ifPresent(gateway -> faults.all.add(new Fault(
                        What.DEAD_GATEWAY,
                        gateway.id(),
                        gateway.id() + ", " + gateway.place().name(),
                        LocalTime.of(13, 0),
                        LocalTime.of(16, 0))));
        return faults;
    }

    List<Fault> list() {
        return List.copyOf(all);
    }

    Optional<Fault> find(Device device, What what, LocalDateTime time) {
        return all.stream()
                .filter(fault -> fault.what() == what && fault.target().equals(device.devEui()) && fault.holdsAt(time))
                .findFirst();
    }

    Set<String> deadGateways(LocalDateTime time) {
        return all.stream()
                .filter(fault -> fault.what() == What.DEAD_GATEWAY && fault.holdsAt(time))
                .map(Fault::target)
                .collect(Collectors.toSet());
    }

    private void always(What what, int count, Predicate<Device> who) {
        take(count, who).forEach(device -> add(what, device, 0, 0));
    }

    /** For three hours, some time between midnight and nine in the evening. */
    private void daily(What what, int count, Predicate<Device> who) {
        take(count, who).forEach(device -> {
            int from = (int) (21 * device.trait(70));
            add(what, device, from, from + 3);
        });
    }

    /** Every device has at most one fault. */
    private List<Device> take(int count, Predicate<Device> who) {
        List<Device> taken = sound.stream().filter(who).limit(count).toList();
        sound.removeAll(taken);
        return taken;
    }

    private void add(What what, Device device, int fromHour, int untilHour) {
        LocalTime from = LocalTime.of(fromHour, 0);
        all.add(new Fault(what, device.devEui(), device.name(), from, LocalTime.of(untilHour % 24, 0)));
    }
}
