package de.stadtkern.demo.devices;

import org.jspecify.annotations.Nullable;

/** By which interface a device reports. */
enum Speech {
    THINGS_STACK_WEBHOOK(Envelope.THINGS_STACK, "/ingest/tts"),
    THINGS_STACK_MQTT(Envelope.THINGS_STACK, null),
    CHIRPSTACK_WEBHOOK(Envelope.CHIRPSTACK, "/ingest/chirpstack?event=up"),
    CHIRPSTACK_MQTT(Envelope.CHIRPSTACK, null),
    SENSORTHINGS_HTTP(null, "/sensorthings/v1.1/Datastreams(%d)/Observations"),
    SENSORTHINGS_MQTT(null, null);

    /** How a network server wraps what it says; null for a device that speaks to the town itself. */
    final @Nullable Envelope envelope;

    /** Where it goes by HTTP; null for MQTT. */
    final @Nullable String path;

    Speech(@Nullable Envelope envelope, @Nullable String path) {
        this.envelope = envelope;
        this.path = path;
    }

    boolean isLoRaWan() {
        return envelope != null;
    }
}
