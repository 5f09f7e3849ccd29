package de.stadtkern.kernel.roadweather.nowcast;

import java.util.List;

/**
 * The numbers of the model; all but those of {@link #SHIPPED} are for fitting and trying.
 *
 * @param memory hours in which the rate of change falls to 1/e
 * @param sun K by which the full sun in the zenith lifts the surface in the end
 * @param horizons for 60, 120 and 180 minutes
 */
public record Coefficients(double memory, double sun, List<Odds> horizons) {

    /**
     * For one horizon: the log odds of freezing are {@code intercept + slope · distance} from it, the band reaches from
     * {@code low} to {@code high} times its unit.
     */
    public record Odds(double intercept, double slope, double low, double high) {}

    /**
     * Fitted with {@code bench/run nowcast … --fit} on the recorded stations of METRo's test suite (33 positions, 2004 to
     * 2016), which are not shipped.
     */
    public static final Coefficients SHIPPED = new Coefficients(
            3,
            25,
            List.of(
                    new Odds(-0.289, -1.280, -1.229, 0.918),
                    new Odds(-0.491, -0.936, -2.444, 1.598),
                    new Odds(-0.502, -0.780, -3.583, 2.049)));

    /** @throws IllegalArgumentException when there are not three horizons */
    public Coefficients {
        if (horizons.size() != 3) {
            throw new IllegalArgumentException(horizons.size() + " horizons, not three");
        }
        horizons = List.copyOf(horizons);
    }
}
