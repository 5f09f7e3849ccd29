package de.stadtkern.kernel.devices;

import java.util.Locale;

/** Why a device sends, which it says by the port. */
enum MessageKind {
    EVENT,
    HEARTBEAT,
    START;

    /** As observations carry it in their parameters. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
