package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.Container.Mounting;
import de.stadtkern.kernel.containers.FillLevel.Judged;
import de.stadtkern.kernel.containers.FillTrack.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the values that a sensor sent at one moment say together. Temperature, fire, tilt and the maker's status are sent
 * less often by some sensors: they hold for a time.
 */
final class Samples {

    static final String DISTANCE = "urn:stadtkern:observed-property:distance";
    static final String LEVEL = "urn:stadtkern:observed-property:fill-level";
    static final String TILTED = "urn:stadtkern:observed-property:tilted";
    static final String FIRE = "urn:stadtkern:observed-property:fire";
    static final String STATUS = "urn:stadtkern:observed-property:vendor-status";
    static final Set<String> TEMPERATURES = Set.of(
            "urn:stadtkern:observed-property:sensor-temperature",
            "http://vocab.nerc.ac.uk/standard_name/air_temperature/");

    /** For how long temperature, fire, tilt and status hold. */
    static final Duration HOLDS = Duration.ofHours(1);

    private static final Set<String> FULL_WORDS = Set.of("ALERT", "FULL", "OVERFLOW");
    private static final double CERTAINLY_NOT_FULL = 0.1;
    private static final Map<String, Double> MILLIMETRES = Map.of("mm", 1.0, "cm", 10.0, "dm", 100.0, "m", 1000.0);

    private Samples() {}

    /**
     * A value.
     *
     * @param unit UCUM symbol
     * @param number null when it is a truth value or a word
     * @param word in JSON; null when it is a number
     */
    record Value(
            String property,
            String unit,
            Instant at,
            @Nullable Double number,
            @Nullable String word) {}

    /** In the order of time; moments without level are left out unless it is hot or tilted. */
    static List<Sample> of(Container container, List<Value> values, FillRules rules) {
        Map<Instant, Moment> moments = new TreeMap<>();
        Moment before = new Moment(null, null, null, null, null, null);
        for (Value value : values) {
            Moment here =
                    moments.getOrDefault(value.at(), before.held(value.at())).with(value);
            moments.put(value.at(), here);
            before = here;
        }
        return moments.entrySet().stream()
                .flatMap(one -> one.getValue().judge(container.mounting(), rules).stream()
                        .map(judged -> new Sample(one.getKey(), judged)))
                .toList();
    }

    /** Whether a maker's status says full of what is certainly not. */
    static boolean contradicts(String status, double share) {
        return share <= CERTAINLY_NOT_FULL && FULL_WORDS.contains(status.toUpperCase(Locale.ROOT));
    }

    /** Values of one moment, with what still holds of those before. */
    private record Moment(
            @Nullable Value distance,
            @Nullable Value level,
            @Nullable Value temperature,
            @Nullable Value fire,
            @Nullable Value tilted,
            @Nullable Value status) {

        Moment held(Instant at) {
            return new Moment(null, null, held(temperature, at), held(fire, at), held(tilted, at), held(status, at));
        }

        private static @Nullable Value held(@Nullable Value value, Instant at) {
            return value == null || value.at().isBefore(at.minus(HOLDS)) ? null : value;
        }

        Moment with(Value value) {
            return switch (value.property()) {
                case DISTANCE -> new Moment(value, level, temperature, fire, tilted, status);
                case LEVEL -> new Moment(distance, value, temperature, fire, tilted, status);
                case FIRE -> new Moment(distance, level, temperature, value, tilted, status);
                case TILTED -> new Moment(distance, level, temperature, fire, value, status);
                case STATUS -> new Moment(distance, level, temperature, fire, tilted, value);
                default -> new Moment(distance, level, value, fire, tilted, status);
            };
        }

        Optional<Judged> judge(@Nullable Mounting mounting, FillRules rules) {
            boolean hot = temperature != null && temperature.number() != null && temperature.number() >= rules.hot();
            if (hot || isTrue(fire)) {
                return Optional.of(new Judged(null, 0, Doubt.HOT));
            }
            if (isTrue(tilted)) {
                return Optional.of(new Judged(null, 0, Doubt.TILTED));
            }
            return level(mounting).map(this::besideStatus);
        }

        private Optional<Judged> level(@Nullable Mounting mounting) {
            Double millimetres = distance == null ? null : MILLIMETRES.get(distance.unit());
            if (mounting != null && distance != null && distance.number() != null && millimetres != null) {
                return Optional.of(FillLevel.ofDistance(
                        distance.number() * millimetres, temperature == null ? null : temperature.number(), mounting));
            }
            return level == null || level.number() == null
                    ? Optional.empty()
                    : Optional.of(FillLevel.ofPercent(level.number()));
        }

        /** A status is never trusted alone, but one that contradicts the level is not passed over. */
        private Judged besideStatus(Judged judged) {
            String word = status == null ? null : status.word();
            return word != null && judged.share() != null && contradicts(word.replace("\"", ""), judged.share())
                    ? new Judged(judged.share(), judged.spread(), Doubt.CONTRADICTION)
                    : judged;
        }

        private static boolean isTrue(@Nullable Value value) {
            return value != null && ("true".equals(value.word()) || (value.number() != null && value.number() != 0));
        }
    }
}
