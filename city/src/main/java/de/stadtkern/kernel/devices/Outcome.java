package de.stadtkern.kernel.devices;

import java.util.Locale;

/** What became of a message of a network server. */
enum Outcome {
    STORED,
    /** A join, an acknowledgement, a status: no uplink, and not kept. */
    NO_MEASUREMENT,
    /** Somebody tried the network server out. */
    SIMULATED,
    /** The device waits until somebody sets it up. */
    UNKNOWN_DEVICE,
    /** The network server has no formatter, and there is no decoder. */
    UNDECODED,
    /** No Datastream asks for what was sent. */
    UNMAPPED,
    /** What the Datastreams ask for cannot be, such as "NaN". */
    BAD_VALUE,
    /** The same message came before under another token. */
    DUPLICATE,
    /** The device has been replaced or retired. */
    OUT_OF_SERVICE;

    /** Whether somebody should look after the device or its type. */
    boolean isFault() {
        return this == UNDECODED || this == UNMAPPED || this == BAD_VALUE;
    }

    /** Whether it might become observations when the device is set up or its type has changed. */
    boolean canBeReadAgain() {
        return this != STORED && this != SIMULATED && this != DUPLICATE;
    }

    /** As programs read it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
