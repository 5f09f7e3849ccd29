package de.stadtkern.kernel.observations;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The LoRaWAN network servers whose messages are understood. */
enum NetworkServer {

    /** The Things Stack v3: the body of its webhook is the payload of its MQTT topic. */
    TTS {
        @Override
        Optional<Uplink> read(Body message) {
            JsonNode uplink = message.json().path("uplink_message");
            if (uplink.isMissingNode() || message.json().path("simulated").asBoolean(false)) {
                return Optional.empty();
            }
            String counter = String.valueOf(uplink.path("f_cnt").asLong(0));
            String time = uplink.path("received_at").asString(null);
            return Optional.of(new Uplink(
                    message.object("end_device_ids").text("dev_eui").toLowerCase(Locale.ROOT),
                    uplink.path("session_key_id").asString("") + "/" + counter,
                    time == null ? message.json().path("received_at").asString(null) : time,
                    uplink.path("decoded_payload"),
                    reception(counter, uplink.path("rx_metadata"), "/gateway_ids/gateway_id")));
        }
    },

    /** ChirpStack v4, its JSON encoding. */
    CHIRPSTACK {
        @Override
        Optional<Uplink> read(Body message) {
            String counter = String.valueOf(message.json().path("fCnt").asLong(0));
            return Optional.of(new Uplink(
                    message.object("deviceInfo").text("devEui").toLowerCase(Locale.ROOT),
                    message.text("deduplicationId"),
                    message.json().path("time").asString(null),
                    message.json().path("object"),
                    reception(counter, message.json().path("rxInfo"), "/gatewayId")));
        }
    };

    private static final Comparator<JsonNode> HEARD_BEST = Comparator.<JsonNode>comparingDouble(
                    gateway -> gateway.path("snr").asDouble(-99))
            .thenComparing(gateway -> gateway.path("rssi").asDouble(-999));

    /** The uplink in the message; empty for what is no measurement: a join, an acknowledgement, a simulation. */
    abstract Optional<Uplink> read(Body message);

    private static ObjectNode reception(String counter, JsonNode gateways, String nameAt) {
        ObjectNode reception = JsonNodeFactory.instance.objectNode().put("frameCounter", Long.parseLong(counter));
        gateways.valueStream()
                .max(HEARD_BEST)
                .ifPresent(best -> reception
                        .put("gateway", best.at(nameAt).asString(""))
                        .set("rssi", best.path("rssi"))
                        .set("snr", best.path("snr")));
        return reception;
    }
}
