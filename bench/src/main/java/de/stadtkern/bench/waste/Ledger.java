package de.stadtkern.bench.waste;

import java.util.Locale;

/** What a policy took and what it left undone. */
final class Ledger {

    double metres;
    double seconds;
    int visits;
    int tips;
    int overflows;
    int overflowHours;
    double found;
    int left;

    static String header() {
        return "| policy | km | hours | visits | found on average | trips to the tip | must but no room | overflows | "
                + "bin-hours overflowing | t CO₂ | € |\n|---|---|---|---|---|---|---|---|---|---|---|";
    }

    double euros() {
        return metres / 1000 * Ground.EUROS_PER_KILOMETRE + seconds / 3600 * Ground.EUROS_PER_HOUR;
    }

    String row(String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,d | %.0f %% | %,d | %,d | %,d | %,d | %.1f | %,.0f |",
                name,
                metres / 1000,
                seconds / 3600,
                visits,
                100 * found / Math.max(1, visits),
                tips,
                left,
                overflows,
                overflowHours,
                metres / 1e6 * Ground.CO2_KILOGRAMS_PER_KILOMETRE,
                euros());
    }
}
