package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.forecast.Forecast;
import de.stadtkern.kernel.containers.forecast.Forecast.Basis;
import de.stadtkern.kernel.portal.Page;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;

/** How people read a forecast: its band, and why it is so in one sentence. */
public final class ForecastWording {

    /** Less than this is not worth a word: faster, or slower by its inverse. */
    private static final double MARKED = 1.2;

    private static final double LONG_HOURS = 24 * 30;

    private ForecastWording() {}

    /** In percent: the middle, and between what it is eight times in ten. */
    public static String band(Page page, Forecast forecast) {
        return page.text(
                "containers.forecast.band",
                page.number(forecast.middle() * 100, 0),
                page.number(forecast.low() * 100, 0),
                page.number(forecast.high() * 100, 0));
    }

    /** Why. */
    public static String because(Page page, Basis basis) {
        List<String> parts = new ArrayList<>();
        parts.add(
                basis.hoursToFull() > LONG_HOURS
                        ? page.text("containers.forecast.seldom")
                        : page.text("containers.forecast.after", page.number(basis.hoursToFull() / 24, 1)));
        if (basis.busiestFactor() >= MARKED) {
            parts.add(page.text(
                    "containers.forecast.busiest",
                    basis.busiest()
                            .getDisplayName(TextStyle.FULL, page.language().locale()),
                    page.number(basis.busiestFactor(), 1)));
        }
        if (basis.occasion() != null && basis.occasionFactor() >= MARKED) {
            parts.add(page.text(
                    "containers.forecast.occasion", basis.occasion(), page.number(basis.occasionFactor(), 1)));
        }
        if (basis.lately() >= MARKED || basis.lately() <= 1 / MARKED) {
            parts.add(page.text("containers.forecast." + (basis.lately() > 1 ? "faster" : "slower")));
        }
        parts.add(page.text("containers.forecast.from." + basis.source(), basis.emptyings()));
        return parts.stream()
                .reduce((one, other) -> page.text("containers.forecast.and", one, other))
                .orElseThrow();
    }
}
