package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A bin in the GeoJSON of a smart-bin system, in the form that the City of Wyndham publishes: its level in steps up to the
 * threshold at which it wants to be emptied, its time without zone, and a status that is never trusted.
 */
final class SmartBin {

    private static final String LEVEL = "fill_lvl";
    private static final String THRESHOLD = "fill_thres";
    private static final int MOST_STEPS = 100;

    private SmartBin() {}

    /**
     * The level that a file says.
     *
     * @param share 0 to 1
     * @param spread by how much it may be wrong: one step
     * @param doubt when the status contradicts it
     */
    record Told(
            double share,
            double spread,
            Instant at,
            @Nullable Doubt doubt) {}

    static boolean isOne(JsonNode properties) {
        return properties.has(LEVEL) && (properties.has("station_num") || properties.has("serial_num"));
    }

    /** What the register takes from it. */
    static Map<String, String> fields(JsonNode properties) {
        String detail = properties.path("bin_detail").asString("").strip();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(
                ContainerFields.NAME,
                properties
                        .path(properties.has("station_num") ? "station_num" : "serial_num")
                        .asString(""));
        fields.put("place", detail.replaceFirst("\\s+[GR]\\s.*$", ""));
        fields.put("fraction", detail.toLowerCase(Locale.ROOT).contains("recycl") ? "PACKAGING" : "RESIDUAL");
        fields.put("lon", properties.path("lon").asString(""));
        fields.put("lat", properties.path("lat").asString(""));
        return fields;
    }

    /** Refused when level, threshold or time cannot be read. */
    static Told told(JsonNode properties) {
        int threshold = steps(properties, THRESHOLD, 1);
        double share = Math.min(1, steps(properties, LEVEL, 0) / (double) threshold);
        return new Told(
                share,
                1.0 / threshold,
                LocalStamp.read(properties.path("timestamp").asString(""), LocalStamp.TOWN, null, "timestamp"),
                Samples.contradicts(properties.path("status").asString(""), share) ? Doubt.CONTRADICTION : null);
    }

    private static int steps(JsonNode properties, String field, int least) {
        String text = properties.path(field).asString("");
        int number = text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        if (number < least || number > MOST_STEPS) {
            throw Refusal.badInput("containers.refusal.number", ContainerFields.shortened(text), least, MOST_STEPS)
                    .at(field);
        }
        return number;
    }
}
