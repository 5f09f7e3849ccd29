package de.stadtkern.demo.devices;

import de.stadtkern.demo.weather.Air;
import de.stadtkern.demo.weather.Noise;
import de.stadtkern.demo.weather.Relief;
import de.stadtkern.demo.weather.Weather;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the weather does to roads, soil, water and air. */
final class Nature {

    private Nature() {}

    /** A road in the sun is warmer than the air, under a clear night sky colder; a hollow lies in the shade. */
    static Map<String, Double> road(Device device, LocalDateTime time, Air air) {
        double hollow = Relief.hollow(device.place().lon(), device.place().lat());
        double sun = 0.014 * air.radiation() * (1 - 0.9 * hollow) * (0.5 + 0.5 * device.trait(1));
        double sky = air.radiation() > 20 ? 0 : 1.6 * (1 - air.cloud());
        double surface =
                air.temperature() + sun - sky - 0.3 - 0.8 * device.trait(2) * hollow + 0.1 * device.jitter(time);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("air_temperature_radiation_shield", air.temperature() + 0.05);
        values.put("air_humidity_radiation_shield", humidity(air));
        values.put("surface_temperature", surface);
        values.put("air_temperature", air.temperature());
        values.put("air_humidity", humidity(air));
        values.put("dew_point", air.dewPoint());
        values.put("angle", Math.rint(30 + 15 * device.trait(3)));
        values.put("sensor_temperature", air.temperature() + 0.2);
        return values;
    }

    static Map<String, Double> weather(Device device, LocalDateTime time, Air air) {
        double towards = Math.toRadians(air.windFrom() + 180);
        double gust = air.wind() * (1.4 + 0.3 * device.jitter(time));
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("solar_radiation", air.radiation());
        values.put("precipitation", air.rain() * Kind.WEATHER_STATION.habit.minutes() / 60);
        values.put("lightning_strike_count", air.rain() > 15 ? Math.rint(12 * device.trait(4)) : 0.0);
        values.put("lightning_average_distance", air.rain() > 15 ? 4.0 : 0.0);
        values.put("wind_speed", air.wind());
        values.put("wind_direction", air.windFrom());
        values.put("maximum_wind_speed", gust);
        values.put("air_temperature", air.temperature());
        values.put("vapor_pressure", air.vapourPressure() / 10);
        values.put("atmospheric_pressure", air.pressure() / 10);
        values.put("relative_humidity", humidity(air));
        values.put("sensor_temperature_internal", air.temperature() + 0.3);
        values.put("x_orientation_angle", device.trait(5) - 0.5);
        values.put("y_orientation_angle", device.trait(6) - 0.5);
        values.put("compass_heading", 0.0);
        values.put("north_wind_speed", air.wind() * Math.cos(towards));
        values.put("east_wind_speed", air.wind() * Math.sin(towards));
        return values;
    }

    /** Rain wets the soil within hours, the sun dries it within weeks. */
    static Map<String, Double> soil(Device device, LocalDateTime time, Air air) {
        double fresh = Weather.rainBefore(time, 24);
        double season = Math.cos(2 * Math.PI * (time.getDayOfYear() - 30) / 365.25);
        double water = 21
                + 9 * season
                + 6 * (device.trait(1) - 0.5)
                + 9 * (1 - Math.exp(-fresh / 8))
                - 0.05 * Math.max(0, air.temperature() - 15);
        double day = Weather.over(time.minusHours(3)).temperature();
        double lag = (day + Weather.over(time.minusHours(27)).temperature()) / 2;
        return Map.of(
                "water_SOIL",
                Math.clamp(water + 0.2 * device.jitter(time), 3.0, 48.0),
                "temp_SOIL",
                0.6 * lag + 3.2 + 0.4 * device.trait(2),
                "conduct_SOIL",
                Math.rint(120 + 9 * water + 60 * device.trait(3)),
                "TempC_DS18B20",
                air.temperature() + 0.1 * device.jitter(time));
    }

    /** Rises with the rain of the last day, downstream a little more. */
    static Map<String, Double> river(Device device, LocalDateTime time, Air air) {
        double rain = 0.65 * Weather.rainBefore(time, 8) + 0.35 * Weather.rainBefore(time, 24);
        double season = 120 * Math.cos(2 * Math.PI * (time.getDayOfYear() - 60) / 365.25);
        double depth = 620 + season + 32 * rain * (0.8 + 0.4 * device.trait(1)) + 2 * device.jitter(time);
        double temperature = waterTemperature(time);
        return Map.of(
                "water_depth",
                Math.rint(depth),
                "temperature",
                temperature,
                "electrical_conductivity",
                Math.rint(390 - 2 * Math.min(80, rain) + 20 * device.trait(2)),
                "freezing_flag",
                temperature <= 0.1 ? 1.0 : 0.0);
    }

    private static double waterTemperature(LocalDateTime time) {
        double air = (Weather.over(time.minusHours(12)).temperature()
                        + Weather.over(time.minusHours(36)).temperature()
                        + Weather.over(time.minusHours(60)).temperature())
                / 3;
        return Math.max(0.1, 0.8 * air + 2.5);
    }

    static Map<String, Double> groundwater(Device device, LocalDateTime time, Air air) {
        double days = time.getDayOfYear() + time.getHour() / 24.0;
        double season = 260 * Math.cos(2 * Math.PI * (days - 95) / 365.25);
        double depth = 2_400 + 1_800 * device.trait(1) + season + 40 * Noise.along(device.seed(), days / 15);
        return Map.of(
                "water_depth", Math.rint(depth),
                "temperature", 10.1 + 0.6 * Math.cos(2 * Math.PI * (days - 270) / 365.25) + 0.4 * device.trait(2),
                "electrical_conductivity", Math.rint(560 + 120 * device.trait(3)));
    }

    /** The distance falls when the town showers in the morning and when it rains. */
    static Map<String, Double> sewer(Device device, LocalDateTime time, Air air) {
        double inflow = 140 + 330 * TownLife.waking(time) + 55 * Math.min(24, Weather.rainBefore(time, 2));
        double distance = 2_900 - inflow * (0.8 + 0.4 * device.trait(1)) + 12 * device.jitter(time);
        return Map.of("distance", Math.max(250, Math.rint(distance)), "number_of_valid_samples", 10.0);
    }

    /** Traffic and stoves make it bad, wind and rain make it good; ozone needs the sun. */
    static Map<String, Double> airQuality(Device device, LocalDateTime time, Air air) {
        double still = 1 / (0.5 + air.wind() / 3);
        double heating = Math.max(0, 15 - air.temperature()) / 15;
        double washed = air.rain() > 0.5 ? 0.6 : 1;
        double dust = washed * still * (4 + 9 * heating + 4 * TownLife.traffic(time)) * (0.8 + 0.4 * device.trait(1));
        double no2 = still * (6 + 30 * TownLife.traffic(time) * (0.7 + 0.6 * device.trait(2)));
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("pm2_5", Numbers.rounded(Math.min(180, dust), 1));
        values.put("pm10", Numbers.rounded(Math.min(300, dust * 1.6 + 2), 1));
        values.put("no2", Numbers.rounded(Math.min(190, no2), 1));
        values.put("o3", Numbers.rounded(Math.clamp(45 + 0.1 * air.radiation() - 0.6 * no2, 2.0, 210.0), 1));
        return values;
    }

    private static double humidity(Air air) {
        return Math.min(100, air.humidity());
    }
}
