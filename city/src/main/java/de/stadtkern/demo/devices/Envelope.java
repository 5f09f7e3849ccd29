package de.stadtkern.demo.devices;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a network server wraps a frame for the town, field by field as its documentation has it. */
enum Envelope {

    /** The Things Stack v3. */
    THINGS_STACK {
        @Override
        String topic(Device device) {
            return "v3/stadt@musterstadt/devices/" + device.id() + "/up";
        }

        @Override
        ObjectNode wrap(Frame frame, ObjectNode decoded) {
            Device device = frame.device();
            ObjectNode message = JsonNodeFactory.instance.objectNode();
            ObjectNode ids = message.putObject("end_device_ids").put("device_id", device.id());
            ids.putObject("application_ids").put("application_id", "stadt");
            ids.put("dev_eui", device.devEui().toUpperCase(Locale.ROOT))
                    .put("join_eui", "70B3D5E75F000001")
                    .put("dev_addr", frame.deviceAddress().toUpperCase(Locale.ROOT));
            message.putArray("correlation_ids").add("as:up:" + frame.uuid());
            message.put("received_at", time(frame.at().plusMillis(111)));
            ObjectNode uplink = message.putObject("uplink_message").put("session_key_id", frame.session());
            // Empty protocol fields are left out, as a real one does.
            if (frame.counter() > 0) {
                uplink.put("f_cnt", frame.counter());
            }
            uplink.put("f_port", frame.port())
                    .put("frm_payload", Base64.getEncoder().encodeToString(frame.bytes()))
                    .set("decoded_payload", decoded);
            gateways(uplink, frame);
            settings(uplink, frame);
            uplink.put("received_at", time(frame.at()))
                    .put("consumed_airtime", String.format(Locale.ROOT, "%.6fs", frame.airtime()));
            uplink.putObject("locations")
                    .putObject("user")
                    .put("latitude", device.place().lat())
                    .put("longitude", device.place().lon())
                    .put("altitude", device.altitude())
                    .put("source", "SOURCE_REGISTRY");
            return message;
        }

        private void gateways(ObjectNode uplink, Frame frame) {
            var metadata = uplink.putArray("rx_metadata");
            for (Gateway.Reception heard : frame.heard()) {
                ObjectNode one = metadata.addObject();
                one.putObject("gateway_ids")
                        .put("gateway_id", heard.gateway().id())
                        .put("eui", heard.gateway().eui().toUpperCase(Locale.ROOT));
                one.put("time", time(frame.at().minusMillis(225)))
                        .put("timestamp", frame.at().toEpochMilli() * 1_000 & 0xFFFF_FFFFL)
                        .put("rssi", heard.rssi())
                        .put("channel_rssi", heard.rssi())
                        .put("snr", heard.snr())
                        .put("channel_index", frame.counter() % 3);
            }
        }

        private void settings(ObjectNode uplink, Frame frame) {
            ObjectNode settings = uplink.putObject("settings");
            settings.putObject("data_rate")
                    .putObject("lora")
                    .put("bandwidth", BANDWIDTH)
                    .put("spreading_factor", frame.spreadingFactor());
            settings.put("data_rate_index", 12 - frame.spreadingFactor())
                    .put("coding_rate", "4/5")
                    .put("frequency", String.valueOf(frame.frequency()));
        }

        private String time(Instant instant) {
            return NANOSECONDS.format(instant) + "Z";
        }
    },

    /** ChirpStack v4, its JSON encoding. */
    CHIRPSTACK {
        @Override
        String topic(Device device) {
            return "application/" + APPLICATION + "/device/" + device.devEui() + "/event/up";
        }

        @Override
        ObjectNode wrap(Frame frame, ObjectNode decoded) {
            Device device = frame.device();
            ObjectNode message = JsonNodeFactory.instance.objectNode();
            message.put("deduplicationId", frame.uuid().toString())
                    .put("time", NANOSECONDS.format(frame.at()) + "+00:00");
            ObjectNode about = message.putObject("deviceInfo")
                    .put("tenantId", "00000000-0000-4000-8000-000000000001")
                    .put("tenantName", "Musterstadt")
                    .put("applicationId", APPLICATION)
                    .put("applicationName", "stadt")
                    .put(
                            "deviceProfileId",
                            "00000000-0000-4000-8000-0000000001%02x"
                                    .formatted(device.kind().ordinal()))
                    .put("deviceProfileName", device.kind().type.sensor())
                    .put("deviceName", device.id())
                    .put("devEui", device.devEui());
            about.putObject("tags").put("district", device.place().district());
            message.put("devAddr", frame.deviceAddress())
                    .put("adr", true)
                    .put("dr", 12 - frame.spreadingFactor())
                    .put("fCnt", frame.counter())
                    .put("fPort", frame.port())
                    .put("confirmed", false)
                    .put("data", Base64.getEncoder().encodeToString(frame.bytes()))
                    .set("object", decoded);
            gateways(message, frame);
            ObjectNode sent = message.putObject("txInfo").put("frequency", frame.frequency());
            sent.putObject("modulation")
                    .putObject("lora")
                    .put("bandwidth", BANDWIDTH)
                    .put("spreadingFactor", frame.spreadingFactor())
                    .put("codeRate", "CR_4_5");
            return message;
        }

        private void gateways(ObjectNode message, Frame frame) {
            var heardBy = message.putArray("rxInfo");
            for (Gateway.Reception heard : frame.heard()) {
                ObjectNode one = heardBy.addObject()
                        .put("gatewayId", heard.gateway().eui())
                        .put("uplinkId", frame.uuid().getMostSignificantBits() >>> 32)
                        .put("rssi", heard.rssi())
                        .put("snr", heard.snr());
                one.putObject("location")
                        .put("latitude", heard.gateway().place().lat())
                        .put("longitude", heard.gateway().place().lon())
                        .put("altitude", 20 + heard.gateway().number());
                one.putObject("metadata").put("region_name", "eu868").put("region_common_name", "EU868");
            }
        }
    };

    private static final String APPLICATION = "00000000-0000-4000-8000-0000000000aa";
    private static final int BANDWIDTH = 125_000;
    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn").withZone(ZoneOffset.UTC);

    abstract String topic(Device device);

    abstract ObjectNode wrap(Frame frame, ObjectNode decoded);
}
