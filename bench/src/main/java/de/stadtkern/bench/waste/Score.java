package de.stadtkern.bench.waste;

import java.util.Locale;

/** How good the forecasts of a method were. */
final class Score {

    private final String name;
    private int count;
    private double error;
    private double low;
    private double middle;
    private double high;
    private int covered;
    private double brier;
    private int full;

    Score(String name) {
        this.name = name;
    }

    static String header() {
        return "| method | n | MAE pp | pinball 10 | pinball 50 | pinball 90 | 80 % band covers | Brier | skill | base"
                + " rate |\n"
                + "|---|---|---|---|---|---|---|---|---|---|";
    }

    void add(Method.Expected expected, double found) {
        count++;
        error += Math.abs(found - expected.middle());
        low += pinball(0.1, found - expected.low());
        middle += pinball(0.5, found - expected.middle());
        high += pinball(0.9, found - expected.high());
        covered += found >= expected.low() && found <= expected.high() ? 1 : 0;
        double happened = found >= 1 ? 1 : 0;
        full += (int) happened;
        brier += (expected.full() - happened) * (expected.full() - happened);
    }

    String row() {
        double base = (double) full / count;
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.1f %% | %.4f | %.3f | %.3f |",
                name,
                count,
                100 * error / count,
                100 * low / count,
                100 * middle / count,
                100 * high / count,
                100.0 * covered / count,
                brier / count,
                1 - brier / count / (base * (1 - base)),
                base);
    }

    private static double pinball(double rank, double above) {
        return Math.max(rank * above, (rank - 1) * above);
    }
}
