package de.stadtkern.demo.devices;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protocol 2 of Decentlab: version, device, flags, then a 16-bit word for each value, the battery last.
 *
 * @param groups how many flags a full message has
 * @param words without the battery
 */
record Decentlab(int device, int groups, List<Word> words) implements Codec {

    private static final int VERSION = 2;
    private static final int HEADER_BYTES = 5;
    private static final Word BATTERY = new Word("battery_voltage", "Battery voltage", "V", 0, 1, 1_000, 0);

    static final Decentlab CWS2 = new Decentlab(
            22_720,
            3,
            List.of(
                    new Word(
                            "air_temperature_radiation_shield",
                            "Air temperature (radiation shield)",
                            "°C",
                            0,
                            175,
                            65_535,
                            -45),
                    new Word(
                            "air_humidity_radiation_shield", "Air humidity (radiation shield)", "%", 0, 100, 65_535, 0),
                    Word.signed("surface_temperature", "Surface temperature", "°C", 100),
                    Word.signed("air_temperature", "Air temperature", "°C", 100),
                    Word.signed("air_humidity", "Air humidity", "%", 100),
                    Word.signed("dew_point", "Dew point", "°C", 100),
                    Word.signed("angle", "Angle", "°", 1),
                    Word.signed("sensor_temperature", "Sensor temperature", "°C", 100)));

    static final Decentlab MBX = new Decentlab(
            303,
            2,
            List.of(
                    Word.plain("distance", "Distance", "mm"),
                    Word.plain("number_of_valid_samples", "Number of valid samples", "")));

    static final Decentlab CTD10 = new Decentlab(
            2_009,
            2,
            List.of(
                    Word.signed("water_depth", "Water depth", "mm", 1),
                    Word.signed("temperature", "Temperature", "°C", 10),
                    Word.plain("electrical_conductivity", "Electrical conductivity", "µS⋅cm⁻¹"),
                    Word.plain("freezing_flag", "Freezing flag", "")));

    static final Decentlab ATM41 = new Decentlab(
            858,
            2,
            List.of(
                    Word.signed("solar_radiation", "Solar radiation", "W⋅m⁻²", 1),
                    Word.signed("precipitation", "Precipitation", "mm", 1_000),
                    Word.signed("lightning_strike_count", "Lightning strike count", "", 1),
                    Word.signed("lightning_average_distance", "Lightning average distance", "km", 1),
                    Word.signed("wind_speed", "Wind speed", "m⋅s⁻¹", 100),
                    Word.signed("wind_direction", "Wind direction", "°", 10),
                    Word.signed("maximum_wind_speed", "Maximum wind speed", "m⋅s⁻¹", 100),
                    Word.signed("air_temperature", "Air temperature", "°C", 10),
                    Word.signed("vapor_pressure", "Vapor pressure", "kPa", 100),
                    Word.signed("atmospheric_pressure", "Atmospheric pressure", "kPa", 100),
                    Word.signed("relative_humidity", "Relative humidity", "%", 10),
                    Word.signed("sensor_temperature_internal", "Sensor temperature (internal)", "°C", 10),
                    Word.signed("x_orientation_angle", "X orientation angle", "°", 10),
                    Word.signed("y_orientation_angle", "Y orientation angle", "°", 10),
                    Word.signed("compass_heading", "Compass heading", "°", 1),
                    Word.signed("north_wind_speed", "North wind speed", "m⋅s⁻¹", 100),
                    Word.signed("east_wind_speed", "East wind speed", "m⋅s⁻¹", 100)));

    /** A value: factor · (word − zero) / divisor + base. */
    record Word(String name, String displayName, String unit, int zero, int factor, int divisor, int base) {

        static Word signed(String name, String displayName, String unit, int divisor) {
            return new Word(name, displayName, unit, 32_768, 1, divisor, 0);
        }

        static Word plain(String name, String displayName, String unit) {
            return new Word(name, displayName, unit, 0, 1, 1, 0);
        }

        short of(double value) {
            return (short) Math.round((value - base) * divisor / factor + zero);
        }

        double value(short word) {
            return (double) factor * (Short.toUnsignedInt(word) - zero) / divisor + base;
        }
    }

    @Override
    public int port(Map<String, Double> values) {
        return 1;
    }

    @Override
    public byte[] encode(Map<String, Double> values) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + 2 * (words.size() + 1))
                .put((byte) VERSION)
                .putShort((short) device)
                .putShort((short) ((1 << groups) - 1));
        words.forEach(word -> bytes.putShort(word.of(values.getOrDefault(word.name(), 0.0))));
        return bytes.putShort(BATTERY.of(values.getOrDefault(BATTERY.name(), 0.0)))
                .array();
    }

    @Override
    public ObjectNode decode(int port, byte[] bytes) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        ObjectNode decoded = JsonNodeFactory.instance.objectNode().put("protocol_version", left.get());
        decoded.put("device_id", Short.toUnsignedInt(left.getShort()));
        left.getShort();
        words.forEach(word -> put(decoded, word, left.getShort()));
        put(decoded, BATTERY, left.getShort());
        return decoded;
    }

    private static void put(ObjectNode decoded, Word word, short bits) {
        ObjectNode value = decoded.putObject(word.name()).put("displayName", word.displayName());
        Numbers.put(value, "value", word.value(bits));
        if (!word.unit().isEmpty()) {
            value.put("unit", word.unit());
        }
    }
}
