package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.devices.Reading.State;
import de.stadtkern.kernel.observations.Humidity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a measure is computed from others. */
enum Formula {

    /** From the distance, and whether the sensor is tilted if it says so; by the {@link Geometry} of the device. */
    FILL_LEVEL("%", 1, 2) {
        @Override
        Reading apply(Measure measure, List<Reading> from, @Nullable Geometry geometry) {
            if (from.size() == 2 && from.get(1).isMeasured() && isTrue(from.get(1))) {
                return Reading.none(measure, State.TILTED);
            }
            if (geometry == null || !from.getFirst().isMeasured()) {
                return Reading.none(measure, State.INCOMPLETE);
            }
            return geometry.fillLevel(from.getFirst().in("mm"))
                    .map(level -> computed(measure, level))
                    .orElseGet(() -> Reading.none(measure, State.OUT_OF_RANGE));
        }
    },

    /** From temperature and relative humidity of the air, by the Magnus formula: {@link Humidity}. */
    DEW_POINT("Cel", 2, 2) {
        @Override
        Reading apply(Measure measure, List<Reading> from, @Nullable Geometry geometry) {
            if (!from.stream().allMatch(Reading::isMeasured)) {
                return Reading.none(measure, State.INCOMPLETE);
            }
            double air = from.get(0).in("Cel").doubleValue();
            double percent = from.get(1).in("%").doubleValue();
            return air < COLDEST || air > WARMEST || percent <= 0 || percent > 100
                    ? Reading.none(measure, State.OUT_OF_RANGE)
                    : computed(
                            measure,
                            BigDecimal.valueOf(Humidity.dewPoint(air, percent)).setScale(2, RoundingMode.HALF_UP));
        }
    };

    private static final int COLDEST = -45;
    private static final int WARMEST = 60;

    private final String unit;
    private final int least;
    private final int most;

    Formula(String unit, int least, int most) {
        this.unit = unit;
        this.least = least;
        this.most = most;
    }

    /** Of the result (UCUM). */
    String unit() {
        return unit;
    }

    /** Whether it can be computed from so many measures. */
    boolean takes(int measures) {
        return measures >= least && measures <= most;
    }

    abstract Reading apply(Measure measure, List<Reading> from, @Nullable Geometry geometry);

    private static boolean isTrue(Reading reading) {
        return reading.value() != null && reading.value().asBoolean(false);
    }

    Reading computed(Measure measure, BigDecimal number) {
        String wanted = measure.wanted();
        return Reading.computed(measure, wanted == null ? number : Ucum.convert(number, unit, wanted));
    }
}
