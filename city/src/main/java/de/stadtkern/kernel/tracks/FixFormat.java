package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.matching.TrackFile;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fixes as files and messages write them. */
final class FixFormat {

    static final int MOST_BYTES = 1_000_000;

    private static final int MOST_FIXES = 5_000;
    private static final double METRES_PER_SECOND = 3.6;
    private static final double FASTEST = 300;
    private static final double MOST_DOSE = 1000;
    private static final double WIDEST = 50;
    private static final JsonMapper JSON = new JsonMapper();

    private FixFormat() {}

    /**
     * Reads GPX, or CSV with our own names or those of EN 15430-1.
     *
     * @throws Refusal at {@code file} with the line that breaks a rule
     */
    static List<Fix> ofFile(byte[] file) {
        return TrackFile.read(file, FixFormat::fix);
    }

    /**
     * Reads one fix or a list of them, in the order in which they stand.
     *
     * @throws Refusal that names the fix and the field that breaks a rule
     */
    static List<Fix> ofJson(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw Refusal.tooLarge("tracks.refusal.size", MOST_BYTES / 1000);
        }
        JsonNode root = parse(body);
        if (root.isArray() && root.size() > MOST_FIXES) {
            throw Refusal.tooLarge("tracks.refusal.fixes", MOST_FIXES, root.size());
        }
        List<Fix> fixes = new ArrayList<>();
        for (JsonNode one : root.isArray() ? root : List.of(root)) {
            fixes.add(fix(new Fields(one, fixes.size() + 1)));
        }
        return fixes;
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root.isArray() || root.isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            throw Refusal.badInput("tracks.refusal.json");
        }
        throw Refusal.badInput("tracks.refusal.json");
    }

    private static Fix fix(Fields fields) {
        return new Fix(
                fields.time(),
                fields.position(),
                fields.number("speedKmh", FASTEST),
                fields.number("headingDegrees", 360),
                fields.mode(),
                fields.number("doseGramsPerSquareMetre", MOST_DOSE),
                fields.number("widthMetres", WIDEST),
                fields.number("counterMetres", Double.MAX_VALUE),
                fields.json.path("simulatedSpeed").asBoolean(false));
    }

    /** The fields of a fix in a message; names as in {@link Fix}, the position as {@code lon} and {@code lat}. */
    private record Fields(JsonNode json, int number) {

        Instant time() {
            String text = json.path("time").asString("");
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw refused("time", text);
            }
        }

        Position position() {
            JsonNode lon = json.path("lon");
            JsonNode lat = json.path("lat");
            if (!lon.isNumber() || Math.abs(lon.asDouble()) > 180) {
                throw refused("lon", lon.asString(""));
            }
            if (!lat.isNumber() || Math.abs(lat.asDouble()) > 90) {
                throw refused("lat", lat.asString(""));
            }
            return new Position(lon.asDouble(), lat.asDouble());
        }

        @Nullable
        Double number(String name, double most) {
            JsonNode value = json.path(name);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= most)) {
                throw refused(name, value.asString(""));
            }
            return value.asDouble();
        }

        @Nullable
        Mode mode() {
            JsonNode value = json.path("mode");
            return value.isMissingNode() || value.isNull()
                    ? null
                    : named(value.asString(""))
                            .orElseThrow(() -> Refusal.badInput(
                                            "tracks.refusal.mode",
                                            number,
                                            value.asString(""),
                                            Arrays.toString(Mode.values()))
                                    .at("mode"));
        }

        private Refusal refused(String name, String text) {
            return Refusal.badInput("tracks.refusal.field", number, name, text).at(name);
        }
    }

    private static Fix fix(TrackFile.Row row) {
        Double metresPerSecond = number(row, FASTEST / METRES_PER_SECOND, "gpxspeed");
        return new Fix(
                row.fix().at(),
                row.fix().place(),
                metresPerSecond == null
                        ? number(row, FASTEST, "speedkmh", "speed", "geschwindigkeit", "vehspd")
                        : Double.valueOf(METRES_PER_SECOND * metresPerSecond),
                number(row, 360, "heading", "course", "kurs", "richtung"),
                mode(row),
                number(row, MOST_DOSE, "dosagegm", "dosegm", "dose", "dosis", "sprdos", "sprdosset"),
                number(row, WIDEST, "widthm", "width", "streubreite", "sprwidth", "sprwidthset"),
                number(row, Double.MAX_VALUE, "counterm", "counter", "sprcntlen", "pbcntlen", "swpcntlen", "drivenlen"),
                isPositive(row, "sprsimspd", "simulatedspeed"));
    }

    /** By its name, or what the implements of EN 15430-1 say; null when nobody says anything. */
    private static @Nullable Mode mode(TrackFile.Row row) {
        String name = row.other("mode", "modus");
        if (!name.isEmpty()) {
            return named(name)
                    .orElseThrow(() -> Refusal.badInput(
                                    "tracks.refusal.mode", row.line(), name, Arrays.toString(Mode.values()))
                            .at("file"));
        }
        Double spreader = number(row, 5, "sprmode");
        Double plough = number(row, 2, "pbmode");
        Double sweeper = number(row, 5, "swprmode");
        Double mower = number(row, 99, "mowmode", "sbcmode");
        // 2 empties the hopper, which treats no street
        boolean spreads = spreader != null && spreader > 0 && spreader != 2;
        boolean ploughs = plough != null && plough > 0;
        if (spreads) {
            return ploughs ? Mode.PLOUGH_AND_SPREAD : Mode.SPREAD;
        }
        if (ploughs) {
            return Mode.PLOUGH;
        }
        // 5 tips what was swept
        if (sweeper != null && sweeper > 0 && sweeper < 5) {
            return Mode.SWEEP;
        }
        if (mower != null && mower > 0) {
            return Mode.OTHER;
        }
        return spreader == null && plough == null && sweeper == null && mower == null ? null : Mode.TRANSPORT;
    }

    private static Optional<Mode> named(String name) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static boolean isPositive(TrackFile.Row row, String... names) {
        String text = row.other(names);
        return text.equalsIgnoreCase("true") || !text.equalsIgnoreCase("false") && positive(row, names);
    }

    private static boolean positive(TrackFile.Row row, String... names) {
        Double number = number(row, Double.MAX_VALUE, names);
        return number != null && number > 0;
    }

    private static @Nullable Double number(TrackFile.Row row, double most, String... names) {
        String text = row.other(names);
        if (text.isEmpty()) {
            return null;
        }
        try {
            double number = Double.parseDouble(text.replace(',', '.'));
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Refusal.badInput("tracks.refusal.number", row.line(), names[0], text)
                    .at("file");
        }
        throw Refusal.badInput("tracks.refusal.number", row.line(), names[0], text)
                .at("file");
    }
}
