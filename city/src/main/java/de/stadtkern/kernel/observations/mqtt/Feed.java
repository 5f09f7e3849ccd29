package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.identity.Device;
import java.util.List;

/** Where changes come from that somebody may want to hear of. */
public interface Feed {

    /** Follows what the filter names and the device may read; refused when that is nothing that can be followed. */
    Following follow(Device device, String filter, Follower follower);

    /** Who hears. Must not wait. */
    interface Follower {

        void hear(List<Notice> notices);

        /** From now on something is missing, and why. */
        void lose(String reason);
    }

    /** Goes on until it is closed. */
    interface Following extends AutoCloseable {

        @Override
        void close();
    }
}
