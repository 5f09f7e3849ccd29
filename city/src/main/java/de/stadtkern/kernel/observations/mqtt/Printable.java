package de.stadtkern.kernel.observations.mqtt;

/** Foreign text as it may stand in a line of the log. */
final class Printable {

    private static final int LONGEST = 200;

    private Printable() {}

    static String of(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return start.replaceAll("\\p{Cntrl}|\\p{Zl}|\\p{Zp}", "?");
    }
}
