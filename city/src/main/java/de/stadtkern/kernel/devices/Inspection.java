package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.portal.Page;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** One device, looked at closely. */
@Component
class Inspection {

    private final Network network;
    private final DeviceEvents events;
    private final Photos photos;

    Inspection(Network network, DeviceEvents events, Photos photos) {
        this.network = network;
        this.events = events;
        this.photos = photos;
    }

    /** With what it says now; without that when it has no Thing. */
    Network.Device look(DeviceRows.Row device) {
        return network.look(List.of(device)).stream()
                .findFirst()
                .orElseGet(() -> new Network.Device(device, null, List.of(), Set.of()));
    }

    List<DeviceEvents.Event> events(DeviceRows.Row device) {
        return events.list(device.id());
    }

    /** Refused when it is not set up. */
    Protocol protocol(Page page, DeviceRows.Row device) {
        device.installed();
        return Protocol.of(page, look(device), events(device), photos.exists(device.id()));
    }
}
