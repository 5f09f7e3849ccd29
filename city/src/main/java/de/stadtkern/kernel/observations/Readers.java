package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.observations.query.Reader;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Who reads observations: what is public is for everybody, the rest by role, API key and sharing. */
@Component
class Readers {

    private static final Dataset INTERNAL =
            new Dataset("observations.dataset.internal", Permission.READ_INTERNAL_OBSERVATIONS);

    private final Access access;
    private final DeviceEntrance devices;

    Readers(Access access, DeviceEntrance devices) {
        this.access = access;
        this.devices = devices;
    }

    @Bean
    static Dataset internalObservations() {
        return INTERNAL;
    }

    /** A device that came another way than HTTP. */
    Reader of(Device device) {
        return devices.callAs(device, this::reader);
    }

    /** Whoever asks in this thread. */
    Reader reader() {
        return new Reader(access.listReadable(INTERNAL));
    }
}
