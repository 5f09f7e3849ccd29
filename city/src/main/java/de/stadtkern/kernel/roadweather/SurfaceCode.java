package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.roadweather.Wetness.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surface sensors mean by their codes: NTCIP 1204 {@code essSurfaceStatus}, SSI and Lufft IRS21, brought together as
 * METRo does. Codes for an error or for something else say nothing.
 */
final class SurfaceCode {

    private static final Map<Measured, Map<Integer, Kind>> MEANING = Map.of(
            Measured.STATE_NTCIP,
            Map.of(
                    3,
                    Kind.DRY,
                    4,
                    Kind.WET,
                    5,
                    Kind.WET,
                    6,
                    Kind.WET,
                    7,
                    Kind.ICE,
                    8,
                    Kind.ICE,
                    9,
                    Kind.SNOW,
                    10,
                    Kind.SNOW,
                    12,
                    Kind.WET,
                    13,
                    Kind.FROST),
            Measured.STATE_SSI,
            Map.ofEntries(
                    Map.entry(33, Kind.DRY),
                    Map.entry(34, Kind.WET),
                    Map.entry(36, Kind.WET),
                    Map.entry(39, Kind.WET),
                    Map.entry(41, Kind.WET),
                    Map.entry(42, Kind.WET),
                    Map.entry(35, Kind.ICE),
                    Map.entry(37, Kind.ICE),
                    Map.entry(38, Kind.ICE),
                    Map.entry(40, Kind.FROST),
                    Map.entry(43, Kind.FROST)),
            Measured.STATE_LUFFT,
            Map.of(0, Kind.DRY, 1, Kind.WET, 2, Kind.WET, 3, Kind.ICE, 4, Kind.ICE));

    private SurfaceCode() {}

    /** Null when the code says nothing of the road. */
    static @Nullable Kind meaning(Measured scheme, double code) {
        return MEANING.getOrDefault(scheme, Map.of()).get((int) code);
    }
}
