package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.portal.Page;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a payload says of a measure.
 *
 * @param found what stands in the payload; null when nothing does, or when the value is computed
 * @param value a number in the unit of the measure, or a truth value; null when nothing was measured
 */
record Reading(
        Measure measure,
        State state,
        @Nullable JsonNode found,
        @Nullable JsonNode value) {

    private static final int MOST_DECIMALS = 4;

    /** How it came to its value, or why it has none. */
    enum State {
        MEASURED,
        /** Nothing stands there: not measured, which is not zero. */
        ABSENT,
        /** What stands there is no number and no truth value. */
        UNREADABLE,
        /** The value from which it is computed is out of its range. */
        OUT_OF_RANGE,
        /** A tilted sensor looks elsewhere. */
        TILTED,
        /** Something from which it is computed was not measured, or the place of the device is not described. */
        INCOMPLETE;

        /** Key of the text that explains it. */
        String textKey() {
            return "devices.reading." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Reading none(Measure measure, State state) {
        return new Reading(measure, state, null, null);
    }

    static Reading computed(Measure measure, BigDecimal number) {
        return new Reading(measure, State.MEASURED, null, JsonNodeFactory.instance.numberNode(number));
    }

    boolean isMeasured() {
        return state == State.MEASURED;
    }

    /** Whether the device said something that cannot be. */
    boolean isBad() {
        return state == State.UNREADABLE || state == State.OUT_OF_RANGE;
    }

    /** The value as people read it. */
    String shown(Page page) {
        String unit = measure.observed();
        if (value == null || !value.isNumber()) {
            return value == null ? "" : page.text("devices.truth." + value.asBoolean());
        }
        int decimals = Math.clamp(value.decimalValue().stripTrailingZeros().scale(), 0, MOST_DECIMALS);
        return page.quantity(value.doubleValue(), decimals, unit == null ? "1" : unit);
    }

    /** The measured number in another unit (UCUM). */
    BigDecimal in(String unit) {
        JsonNode number = Objects.requireNonNull(value);
        return Ucum.convert(number.decimalValue(), Objects.requireNonNull(measure.observed()), unit);
    }
}
