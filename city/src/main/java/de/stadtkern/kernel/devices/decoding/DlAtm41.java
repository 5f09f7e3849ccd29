package de.stadtkern.kernel.devices.decoding;

import tools.jackson.databind.node.ObjectNode;

/** Decentlab DL-ATM41, the weather: W/m², mm, km, m/s, °, °C, kPa, % and V. */
final class DlAtm41 implements Decoder {

    @Override
    public ObjectNode decode(int port, byte[] bytes) {
        return DecentlabFrame.read(
                "decentlab-dl-atm41",
                port,
                bytes,
                new int[] {17, 1},
                frame -> frame.signed("solar_radiation", 1)
                        .signed("precipitation", 1000)
                        .signed("lightning_strike_count", 1)
                        .signed("lightning_average_distance", 1)
                        .signed("wind_speed", 100)
                        .signed("wind_direction", 10)
                        .signed("maximum_wind_speed", 100)
                        .signed("air_temperature", 10)
                        .signed("vapor_pressure", 100)
                        .signed("atmospheric_pressure", 100)
                        .signed("relative_humidity", 10)
                        .signed("sensor_temperature_internal", 10)
                        .signed("x_orientation_angle", 10)
                        .signed("y_orientation_angle", 10)
                        .signed("compass_heading", 1)
                        .signed("north_wind_speed", 100)
                        .signed("east_wind_speed", 100));
    }
}
