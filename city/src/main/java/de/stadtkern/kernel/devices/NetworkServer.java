package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whose messages are understood: LoRaWAN network servers, and devices that send plain JSON themselves. */
enum NetworkServer {

    /** The Things Stack v3: the body of its webhook is the payload of its MQTT topic. */
    TTS {
        @Override
        Optional<Uplink> read(JsonNode message) {
            JsonNode uplink = message.path("uplink_message");
            if (uplink.isMissingNode()) {
                return Optional.empty();
            }
            long counter = uplink.path("f_cnt").asLong(0);
            return Optional.of(new Uplink(
                    new Uplink.Sender(
                            devEui(text(message, "end_device_ids", "dev_eui")),
                            message.at("/end_device_ids/device_id").asString(""),
                            "",
                            place(uplink.at("/locations/user"))),
                    uplink.path("session_key_id").asString("") + "/" + counter,
                    time(uplink.path("received_at"), message.path("received_at")),
                    new Payload(
                            uplink.path("f_port").asInt(0),
                            bytes("frm_payload", uplink.path("frm_payload")),
                            uplink.path("decoded_payload")),
                    reception(
                            counter,
                            uplink.path("rx_metadata"),
                            "/gateway_ids/gateway_id",
                            uplink.at("/settings/data_rate/lora/spreading_factor")),
                    message.path("simulated").asBoolean(false)));
        }
    },

    /** ChirpStack v4, its JSON encoding. */
    CHIRPSTACK {
        @Override
        Optional<Uplink> read(JsonNode message) {
            long counter = message.path("fCnt").asLong(0);
            return Optional.of(new Uplink(
                    new Uplink.Sender(
                            devEui(text(message, "deviceInfo", "devEui")),
                            message.at("/deviceInfo/deviceName").asString(""),
                            message.at("/deviceInfo/deviceProfileName").asString(""),
                            null),
                    text(message, "", "deduplicationId"),
                    time(message.path("time"), message.path("time")),
                    new Payload(
                            message.path("fPort").asInt(0),
                            bytes("data", message.path("data")),
                            message.path("object")),
                    reception(
                            counter,
                            message.path("rxInfo"),
                            "/gatewayId",
                            message.at("/txInfo/modulation/lora/spreadingFactor")),
                    false));
        }
    },

    /** A device's own JSON: {@code id} says which, {@code ts} when; the same message again is a repetition. */
    JSON {
        @Override
        Optional<Uplink> read(JsonNode message) {
            return Optional.of(new Uplink(
                    new Uplink.Sender(text(message, "", "id"), "", "", null),
                    UUID.nameUUIDFromBytes(message.toString().getBytes(StandardCharsets.UTF_8))
                            .toString(),
                    text(message, "", "ts"),
                    new Payload(0, new byte[0], message),
                    JsonNodeFactory.instance.objectNode(),
                    false));
        }
    };

    private static final Pattern DEV_EUI = Pattern.compile("[0-9a-fA-F]{16}");

    private static final Comparator<JsonNode> HEARD_BEST = Comparator.<JsonNode>comparingDouble(
                    gateway -> gateway.path("snr").asDouble(-99))
            .thenComparing(gateway -> gateway.path("rssi").asDouble(-999));

    /**
     * The uplink in the message; empty for what is none: a join, an acknowledgement. Refused is what no device can have
     * sent.
     */
    abstract Optional<Uplink> read(JsonNode message);

    /** What a status of ChirpStack says of the battery. */
    record Status(String devEui, double batteryPercent) {}

    /** The battery in a message that is no uplink; empty when it says nothing of it. */
    static Optional<Status> readStatus(JsonNode message) {
        JsonNode level = message.path("batteryLevel");
        boolean known = level.isNumber()
                && !message.path("batteryLevelUnavailable").asBoolean(false)
                && !message.path("externalPowerSource").asBoolean(false)
                && level.asDouble() >= 0
                && level.asDouble() <= 100;
        return known
                ? Optional.of(
                        new Status(text(message, "deviceInfo", "devEui").toLowerCase(Locale.ROOT), level.asDouble()))
                : Optional.empty();
    }

    private static String text(JsonNode message, String object, String field) {
        JsonNode value =
                object.isEmpty() ? message.path(field) : message.path(object).path(field);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw Refusal.badInput("devices.refusal.missing", object.isEmpty() ? field : object + "/" + field);
        }
        return value.stringValue();
    }

    private static String devEui(String text) {
        if (!DEV_EUI.matcher(text).matches()) {
            throw Refusal.badInput("devices.refusal.dev-eui", Uplink.Sender.shortened(text));
        }
        return text;
    }

    private static @Nullable String time(JsonNode first, JsonNode second) {
        return first.isString() ? first.stringValue() : second.isString() ? second.stringValue() : null;
    }

    private static byte[] bytes(String field, JsonNode base64) {
        try {
            return Base64.getDecoder().decode(base64.asString(""));
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput("devices.refusal.base64", field);
        }
    }

    private static @Nullable Position place(JsonNode location) {
        double lon = location.path("longitude").asDouble(Double.NaN);
        double lat = location.path("latitude").asDouble(Double.NaN);
        return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? new Position(lon, lat) : null;
    }

    private static ObjectNode reception(long counter, JsonNode gateways, String nameAt, JsonNode spreadingFactor) {
        ObjectNode reception = JsonNodeFactory.instance.objectNode().put("frameCounter", counter);
        if (spreadingFactor.isNumber()) {
            reception.set("spreadingFactor", spreadingFactor);
        }
        gateways.valueStream()
                .max(HEARD_BEST)
                .ifPresent(best -> reception
                        .put("gateway", best.at(nameAt).asString(""))
                        .set("rssi", best.path("rssi"))
                        .set("snr", best.path("snr")));
        return reception;
    }
}
