package de.stadtkern.kernel.devices;

import java.util.Locale;
import java.util.Set;

/** Where in its life a device is. */
enum State {
    /** Known, and never heard. Its first message makes it active. */
    PLANNED,
    ACTIVE,
    /** Somebody works at it; what it measures is stored. */
    MAINTENANCE,
    /** Another device has taken its place and its Thing. */
    REPLACED,
    /** Out of service; its Thing keeps what was measured. */
    RETIRED;

    /** What a person may make of it. Replacing names the other device, and is no change of the state alone. */
    Set<State> next() {
        return switch (this) {
            case PLANNED -> Set.of(RETIRED);
            case ACTIVE -> Set.of(MAINTENANCE, RETIRED);
            case MAINTENANCE -> Set.of(ACTIVE, RETIRED);
            case RETIRED -> Set.of(ACTIVE);
            case REPLACED -> Set.of();
        };
    }

    /** Whether its messages are kept, but become no observations. */
    boolean isOutOfService() {
        return this == REPLACED || this == RETIRED;
    }

    /** The end of the keys of its texts. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
