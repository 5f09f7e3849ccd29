package de.stadtkern.demo;

import de.stadtkern.demo.devices.Device;
import de.stadtkern.demo.devices.Fleet;
import de.stadtkern.demo.devices.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sets the devices up in the town, through its public interface as any installer does; each is set up once. */
final class Installer {

    private static final int AT_A_TIME = 4;

    private final Town town;
    private final Map<String, Long> known;

    Installer(Town town) {
        this.town = town;
        this.known = town.thingsByDevEui();
    }

    /**
     * A device that the town knows.
     *
     * @param datastreams their ids by field
     */
    record Installed(Device device, boolean isNew, Map<String, Long> datastreams) {}

    List<Installed> install(Fleet fleet) throws InterruptedException {
        try (ExecutorService hands = Executors.newFixedThreadPool(
                AT_A_TIME, Thread.ofVirtual().name("installer-", 1).factory())) {
            List<Future<Installed>> underway = fleet.devices().stream()
                    .map(device -> hands.submit(() -> install(device)))
                    .toList();
            List<Installed> installed = new ArrayList<>();
            for (Future<Installed> one : underway) {
                installed.add(one.get());
            }
            return installed;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private Installed install(Device device) {
        Long thing = known.get(device.devEui());
        boolean isNew = thing == null;
        long id = thing == null ? town.create("Things", Installation.of(device)) : thing;
        return new Installed(device, isNew, device.needsDatastreams() ? town.datastreamsByField(id) : Map.of());
    }
}
