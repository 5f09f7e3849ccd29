package de.stadtkern.demo.devices;

import static de.stadtkern.demo.devices.Channel.cf;
import static de.stadtkern.demo.devices.Channel.own;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of devices of the town: how many, where, how often they report, by what interface, and what. */
enum Kind {
    ROAD_WEATHER(
            new Type("Straßenwetter", "Decentlab DL-CWS2", 26, Spot.MAIN_ROAD),
            new Habit(10, Speech.THINGS_STACK_WEBHOOK, Decentlab.CWS2, Nature::road),
            cf("surface_temperature", "Straßentemperatur", "surface_temperature", "Cel"),
            cf("air_temperature", "Lufttemperatur", "air_temperature", "Cel"),
            cf("air_humidity", "Relative Luftfeuchte", "relative_humidity", "%"),
            cf("dew_point", "Taupunkt", "dew_point_temperature", "Cel"),
            own("battery_voltage", "Batterie", "battery-voltage", "V")),
    LITTER_BIN(
            new Type("Abfallbehälter", "Milesight EM310-UDL", 55, Spot.LITTER_BIN),
            new Habit(30, Speech.THINGS_STACK_MQTT, SmallCodec.EM310_UDL, TownLife::litterBin),
            own("distance", "Abstand zum Abfall", "distance", "mm"),
            own("battery", "Batterie", "battery-level", "%")),
    GLASS_CONTAINER(
            new Type("Glascontainer", "Decentlab DL-MBX", 10, Spot.GLASS),
            new Habit(60, Speech.THINGS_STACK_MQTT, Decentlab.MBX, TownLife::glassContainer),
            own("distance", "Abstand zum Glas", "distance", "mm"),
            own("battery_voltage", "Batterie", "battery-voltage", "V")),
    PARKING_BAY(
            new Type("Stellplatz", "Bosch TPS110", 50, Spot.BAY),
            new Habit(5, Speech.THINGS_STACK_WEBHOOK, SmallCodec.TPS110, TownLife::parkingBay),
            own("occupied", "Belegt", "parking-bay-occupied", ""),
            own("temperature", "Temperatur am Boden", "bay-temperature", "Cel")),
    TREE(
            new Type("Baumstandort", "Dragino LSE01", 24, Spot.PARK),
            new Habit(20, Speech.CHIRPSTACK_MQTT, SmallCodec.LSE01, Nature::soil),
            cf("water_SOIL", "Bodenfeuchte", "volume_fraction_of_condensed_water_in_soil", "%"),
            cf("temp_SOIL", "Bodentemperatur", "soil_temperature", "Cel"),
            own("conduct_SOIL", "Leitfähigkeit des Bodens", "soil-conductivity", "uS/cm"),
            own("Bat", "Batterie", "battery-voltage", "V")),
    GAUGE(
            new Type("Pegel", "Decentlab DL-CTD10", 5, Spot.GAUGE),
            new Habit(10, Speech.CHIRPSTACK_WEBHOOK, Decentlab.CTD10, Nature::river),
            own("water_depth", "Wasserstand", "water-level", "mm"),
            own("temperature", "Wassertemperatur", "water-temperature", "Cel"),
            own("battery_voltage", "Batterie", "battery-voltage", "V")),
    GROUNDWATER(
            new Type("Grundwassermessstelle", "Decentlab DL-CTD10", 6, Spot.PARK),
            new Habit(60, Speech.CHIRPSTACK_WEBHOOK, Decentlab.CTD10, Nature::groundwater),
            own("water_depth", "Grundwasserstand über dem Sensor", "groundwater-level", "mm"),
            own("temperature", "Wassertemperatur", "water-temperature", "Cel"),
            own("battery_voltage", "Batterie", "battery-voltage", "V")),
    WEATHER_STATION(
            new Type("Wetterstation", "Decentlab DL-ATM41", 5, Spot.CHILDREN),
            new Habit(10, Speech.CHIRPSTACK_WEBHOOK, Decentlab.ATM41, Nature::weather),
            cf("air_temperature", "Lufttemperatur", "air_temperature", "Cel"),
            cf("relative_humidity", "Relative Luftfeuchte", "relative_humidity", "%"),
            cf("precipitation", "Niederschlag im Intervall", "lwe_thickness_of_precipitation_amount", "mm"),
            cf("wind_speed", "Windgeschwindigkeit", "wind_speed", "m/s"),
            cf("wind_direction", "Windrichtung", "wind_from_direction", "deg"),
            cf("atmospheric_pressure", "Luftdruck", "air_pressure", "kPa"),
            cf("solar_radiation", "Sonnenstrahlung", "surface_downwelling_shortwave_flux_in_air", "W/m2"),
            own("battery_voltage", "Batterie", "battery-voltage", "V")),
    SEWER(
            new Type("Pumpwerk", "Decentlab DL-MBX", 6, Spot.PUMP),
            new Habit(10, Speech.CHIRPSTACK_MQTT, Decentlab.MBX, Nature::sewer),
            own("distance", "Abstand zum Wasser", "distance", "mm"),
            own("battery_voltage", "Batterie", "battery-voltage", "V")),
    SALT_SILO(
            new Type("Salzsilo", "Decentlab DL-MBX", 1, Spot.DEPOT),
            new Habit(60, Speech.CHIRPSTACK_MQTT, Decentlab.MBX, TownLife::saltSilo),
            own("distance", "Abstand zum Salz", "distance", "mm"),
            own("battery_voltage", "Batterie", "battery-voltage", "V")),
    CAR_PARK(
            new Type("Zählanlage", "Schleifen an Ein- und Ausfahrt", 6, Spot.CAR_PARK),
            new Habit(5, Speech.SENSORTHINGS_HTTP, null, TownLife::carPark),
            own("free", "Freie Plätze", "parking-free-spaces", ""),
            own("capacity", "Plätze", "parking-capacity", "")),
    PEOPLE_COUNTER(
            new Type("Besucherzählung", "LiDAR", 6, Spot.SQUARE),
            new Habit(5, Speech.SENSORTHINGS_MQTT, null, TownLife::people),
            own("count", "Menschen im Bereich", "people-count", ""),
            own("in", "Zugänge je Stunde", "people-in", "/h"),
            own("out", "Abgänge je Stunde", "people-out", "/h")),
    TRAFFIC_COUNTER(
            new Type("Verkehrszählung", "Seitenradar", 8, Spot.MAIN_ROAD),
            new Habit(15, Speech.SENSORTHINGS_MQTT, null, TownLife::traffic),
            own("vehicles", "Fahrzeuge je Stunde", "vehicle-flow", "/h"),
            own("speed", "Mittlere Geschwindigkeit", "vehicle-speed", "km/h")),
    BICYCLE_COUNTER(
            new Type("Radzählung", "Induktionsschleife", 9, Spot.CYCLEWAY),
            new Habit(15, Speech.SENSORTHINGS_MQTT, null, TownLife::bicycles),
            own("bicycles", "Räder je Stunde", "bicycle-flow", "/h")),
    AIR_QUALITY(
            new Type("Luftgüte", "Kompaktstation", 8, Spot.MAIN_ROAD),
            new Habit(15, Speech.SENSORTHINGS_MQTT, null, Nature::airQuality),
            cf("pm2_5", "Feinstaub PM2,5", "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air", "ug/m3"),
            cf("pm10", "Feinstaub PM10", "mass_concentration_of_pm10_ambient_aerosol_particles_in_air", "ug/m3"),
            cf("no2", "Stickstoffdioxid", "mass_concentration_of_nitrogen_dioxide_in_air", "ug/m3"),
            cf("o3", "Ozon", "mass_concentration_of_ozone_in_air", "ug/m3")),
    NOISE(
            new Type("Lärmmessung", "Schallpegelmesser Klasse 1", 8, Spot.MAIN_ROAD),
            new Habit(10, Speech.SENSORTHINGS_MQTT, null, TownLife::noise),
            own("laeq", "Mittelungspegel", "sound-level-laeq", "dB")),
    ROOM_AIR(
            new Type("Raumluft", "CO2-Ampel", 24, Spot.CHILDREN),
            new Habit(15, Speech.SENSORTHINGS_MQTT, null, TownLife::roomAir),
            cf("co2", "Kohlendioxid", "mole_fraction_of_carbon_dioxide_in_air", "[ppm]"),
            own("temperature", "Raumtemperatur", "room-temperature", "Cel"),
            own("humidity", "Raumluftfeuchte", "room-humidity", "%")),
    LIBRARY(
            new Type("Bücherei", "Zählschleuse und Türkontakt", 3, Spot.LIBRARY),
            new Habit(10, Speech.SENSORTHINGS_HTTP, null, TownLife::library),
            own("inside", "Menschen im Haus", "people-count", ""),
            own("entries", "Eintritte heute", "people-in-today", ""),
            own("door_open", "Tür offen (0 nein, 1 ja)", "door-open", "")),
    ELECTRICITY_METER(
            new Type("Stromzähler", "Smart Meter", 16, Spot.TOWN_HOUSE),
            new Habit(15, Speech.SENSORTHINGS_HTTP, null, TownLife::electricity),
            own("energy", "Zählerstand Strom", "electric-energy", "kW.h"),
            own("power", "Leistung", "electric-power", "kW")),
    WATER_METER(
            new Type("Wasserzähler", "Funkzähler", 12, Spot.TOWN_HOUSE),
            new Habit(60, Speech.SENSORTHINGS_HTTP, null, TownLife::water),
            own("volume", "Zählerstand Wasser", "water-volume", "m3"),
            own("flow", "Durchfluss", "water-flow", "L/h")),
    MAINS_PRESSURE(
            new Type("Netzdruck", "Drucklogger am Hydranten", 12, Spot.HYDRANT),
            new Habit(15, Speech.SENSORTHINGS_HTTP, null, TownLife::mainsPressure),
            own("pressure", "Druck im Wassernetz", "water-pressure", "bar"));

    final Type type;
    final Habit habit;
    private final List<Channel> channels;

    Kind(Type type, Habit habit, Channel... channels) {
        this.type = type;
        this.habit = habit;
        this.channels = Arrays.stream(channels)
                .map(channel -> habit.codec() instanceof Decentlab ? channel.nested() : channel)
                .toList();
    }

    /** What it is, and where so many of them stand. */
    record Type(String label, String sensor, int count, Spot spot) {}

    /** How it reports; devices without LoRaWAN have no codec. */
    record Habit(int minutes, Speech speech, @Nullable Codec codec, Model model) {

        Duration interval() {
            return Duration.ofMinutes(minutes);
        }
    }

    List<Channel> channels() {
        return channels;
    }

    /** Whether it speaks only when something has changed, and once an hour to say that it lives. */
    boolean speaksOfChangesOnly() {
        return this == PARKING_BAY;
    }
}
