package de.stadtkern.kernel.portal;

import java.util.Map;

/** How people write the units that UCUM writes for machines. */
final class Units {

    private static final Map<String, String> WRITTEN = Map.ofEntries(
            Map.entry("1", ""),
            Map.entry("Cel", "°C"),
            Map.entry("deg", "°"),
            Map.entry("ug/m3", "µg/m³"),
            Map.entry("mg/m3", "mg/m³"),
            Map.entry("m3", "m³"),
            Map.entry("m3/h", "m³/h"),
            Map.entry("m3/s", "m³/s"),
            Map.entry("m2", "m²"),
            Map.entry("g/m2", "g/m²"),
            Map.entry("mL/m2", "ml/m²"),
            Map.entry("L", "l"),
            Map.entry("W/m2", "W/m²"),
            Map.entry("kW.h", "kWh"),
            Map.entry("[ppm]", "ppm"),
            Map.entry("[ppb]", "ppb"),
            Map.entry("dB[SPL]", "dB"),
            Map.entry("{count}", ""),
            Map.entry("{level}", ""));

    private Units() {}

    /** With how many decimals a number of this unit is shown where nobody says otherwise. */
    static int decimals(String ucum) {
        return ucum.startsWith("{") ? 0 : 1;
    }

    static String written(String ucum) {
        return WRITTEN.getOrDefault(ucum, ucum);
    }
}
