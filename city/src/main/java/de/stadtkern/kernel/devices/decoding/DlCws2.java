package de.stadtkern.kernel.devices.decoding;

import tools.jackson.databind.node.ObjectNode;

/** Decentlab DL-CWS2, the weather of a road: °C, %, ° and V. */
final class DlCws2 implements Decoder {

    @Override
    public ObjectNode decode(int port, byte[] bytes) {
        return DecentlabFrame.read(
                "decentlab-dl-cws2",
                port,
                bytes,
                new int[] {2, 6, 1},
                frame -> frame.within("air_temperature_radiation_shield", 175, -45)
                        .within("air_humidity_radiation_shield", 100, 0),
                frame -> frame.signed("surface_temperature", 100)
                        .signed("air_temperature", 100)
                        .signed("air_humidity", 100)
                        .signed("dew_point", 100)
                        .signed("angle", 1)
                        .signed("sensor_temperature", 100));
    }
}
