package de.stadtkern.kernel.quality;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings for what is often measured, offered in the form of a check. They are a beginning: sensor and place decide.
 *
 * @param word stands in the definition of the observed property
 * @param settings fields of the form
 */
record Suggestion(String word, Map<String, String> settings) {

    private static final Map<String, String> TENSION = Map.of(
            "failFrom", "0", "failTo", "240", "rateSuspect", "20", "flatSuspect", "1440", "flatTolerance", "0.1");

    /** The first that fits counts. A tensiometer that dries out falls to 0 at once, and stays there. */
    static final List<Suggestion> ALL = List.of(
            new Suggestion(
                    "air_temperature",
                    Map.of(
                            "failFrom",
                            "-40",
                            "failTo",
                            "85",
                            "suspectFrom",
                            "-40",
                            "suspectTo",
                            "50",
                            "rateSuspect",
                            "10")),
            new Suggestion("relative_humidity", Map.of("failFrom", "0", "failTo", "100.5")),
            new Suggestion("precipitation_amount", Map.of("failFrom", "0", "suspectFrom", "0", "suspectTo", "30")),
            new Suggestion("soil_water_tension", TENSION),
            new Suggestion("soil_suction", TENSION),
            new Suggestion("water_potential", TENSION));

    static Optional<Suggestion> find(String property) {
        return ALL.stream().filter(one -> property.contains(one.word())).findFirst();
    }
}
