package de.stadtkern.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A container of the simulated town as the register reads it from a file.
 *
 * @param mounting empty, full and blind in millimetres; empty columns when there is no sensor
 */
record BinLine(String name, String kind, String fraction, Site site, int litres, String sensor, String mounting) {

    static final String GRIT_BIN = "GRIT_BIN";

    private static final String BANK = "RECYCLING_BANK";
    private static final String NONE = ";;";

    /** As the simulated devices hang. */
    private static final String IN_A_BIN = "1020;240;150";

    private static final String IN_A_BANK = "1650;400;300";

    static BinLine litterBin(int number, Site site, String sensor) {
        int litres = number % 3 == 0 ? 120 : 70;
        return new BinLine(
                numbered("PK", number),
                "LITTER_BIN",
                "RESIDUAL",
                site,
                litres,
                sensor,
                sensor.isEmpty() ? NONE : IN_A_BIN);
    }

    static BinLine dogStation(int number, Site site) {
        return new BinLine(numbered("HS", number), "DOG_STATION", "DOG_WASTE", site, 35, "", NONE);
    }

    static BinLine gritBin(int number, Site site) {
        return new BinLine(numbered("SG", number), GRIT_BIN, "GRIT", site, 400, "", NONE);
    }

    /** Glass by colours, the first with the sensor; paper, and clothes at every third place. */
    static List<BinLine> recyclingSite(int number, Site site, String sensor) {
        String name = numbered("WS", number);
        return List.of("GLASS_GREEN", "GLASS_CLEAR", "GLASS_BROWN", "PAPER", "TEXTILES").stream()
                .filter(fraction -> !fraction.equals("TEXTILES") || number % 3 == 0)
                .map(fraction -> fraction.equals("GLASS_GREEN")
                        ? new BinLine(name + "-" + fraction, BANK, fraction, site, 3000, sensor, IN_A_BANK)
                        : new BinLine(name + "-" + fraction, BANK, fraction, site, 3000, "", NONE))
                .toList();
    }

    boolean isBank() {
        return kind.equals(BANK);
    }

    static String file(List<BinLine> lines) {
        return "name;kind;fraction;place;lon;lat;litres;owner;sensor;emptyMm;fullMm;blindMm;listed\n"
                + lines.stream().map(BinLine::line).collect(Collectors.joining());
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "%s;%s;%s;%s;%.6f;%.6f;%d;%s;%s;%s;true\n",
                name,
                kind,
                fraction,
                site.street(),
                site.lon(),
                site.lat(),
                litres,
                isBank() ? "Entsorgung Musterstadt" : "Bauhof",
                sensor,
                mounting);
    }

    private static String numbered(String word, int number) {
        return String.format(Locale.ROOT, "%s-%03d", word, number);
    }
}
