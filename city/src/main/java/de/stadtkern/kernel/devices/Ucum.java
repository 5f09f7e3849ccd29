package de.stadtkern.kernel.devices;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;
import javax.measure.IncommensurableException;
import javax.measure.MeasurementException;
import javax.measure.UnitConverter;
import javax.measure.format.UnitFormat;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.internal.format.TokenMgrError;

/** Converts numbers between units of the Unified Code for Units of Measure, exactly to 15 digits. */
final class Ucum {

    private static final int MOST_KNOWN = 1_000;
    private static final MathContext DIGITS_OF_A_DOUBLE = new MathContext(15);

    /** What a unit may look like; the parser of the library is given nothing else. */
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9%*.'\"/(){}\\[\\]_^+-]{1,40}");

    private static final UnitFormat FORMAT = UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);
    private static final LoadingCache<Pair, UnitConverter> CONVERTERS =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build(Ucum::converter);

    private Ucum() {}

    private record Pair(String from, String to) {}

    /** The number in the other unit; refused when there is no way from one to the other. */
    static BigDecimal convert(BigDecimal number, String from, String to) {
        return from.equals(to)
                ? number
                : new BigDecimal(
                        CONVERTERS.get(new Pair(from, to)).convert(number).toString(), DIGITS_OF_A_DOUBLE);
    }

    /** Refuses units between which there is no way. */
    static void requireConvertible(String from, String to) {
        if (!from.equals(to)) {
            var _ = CONVERTERS.get(new Pair(from, to));
        } else if (!UNIT.matcher(from).matches()) {
            throw Refusal.badInput("devices.refusal.unit", from, to);
        }
    }

    private static UnitConverter converter(Pair units) {
        if (UNIT.matcher(units.from).matches() && UNIT.matcher(units.to).matches()) {
            try {
                return FORMAT.parse(units.from).getConverterToAny(FORMAT.parse(units.to));
            } catch (MeasurementException
                    | IncommensurableException
                    | IllegalArgumentException
                    | TokenMgrError unknown) {
                // answered below
            }
        }
        throw Refusal.badInput("devices.refusal.unit", units.from, units.to);
    }
}
