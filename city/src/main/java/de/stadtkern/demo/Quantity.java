package de.stadtkern.demo;

import java.util.Optional;

/** What a road-weather station measures: the column of a recording, and how SensorThings is told. */
enum Quantity {
    AIR("air_temp_c", "Lufttemperatur", "http://vocab.nerc.ac.uk/standard_name/air_temperature/", "Cel"),
    HUMIDITY(
            "relative_humidity",
            "Relative Luftfeuchte",
            "http://vocab.nerc.ac.uk/standard_name/relative_humidity/",
            "%"),
    DEW_POINT("dew_point_c", "Taupunkt", "http://vocab.nerc.ac.uk/standard_name/dew_point_temperature/", "Cel"),
    SURFACE(
            "road_surface_temp_c",
            "Straßentemperatur",
            "http://vocab.nerc.ac.uk/standard_name/surface_temperature/",
            "Cel"),
    SUBSURFACE(
            "subsurface_temp_c", "Bodentemperatur", "http://vocab.nerc.ac.uk/standard_name/soil_temperature/", "Cel"),
    WIND("wind_speed_kmh", "Windgeschwindigkeit", "http://vocab.nerc.ac.uk/standard_name/wind_speed/", "km/h"),
    PRECIPITATION(
            "precip_present",
            "Niederschlag (0 nein, 1 ja)",
            "urn:stadtkern:observed-property:precipitation-present",
            "");

    private final String column;
    private final String label;
    private final String definition;
    private final String unit;

    Quantity(String column, String label, String definition, String unit) {
        this.column = column;
        this.label = label;
        this.definition = definition;
        this.unit = unit;
    }

    String column() {
        return column;
    }

    String label() {
        return label;
    }

    /** URI of the observed property: a CF standard name where there is one. */
    String definition() {
        return definition;
    }

    /** UCUM symbol. */
    String unit() {
        return unit;
    }

    /** The number that a recording's cell holds; empty for a blank cell and for what it marks as not known. */
    Optional<Double> read(String cell) {
        if (cell.isBlank()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(cell);
        boolean known = this != PRECIPITATION || value == 0 || value == 1;
        return known ? Optional.of(value) : Optional.empty();
    }
}
