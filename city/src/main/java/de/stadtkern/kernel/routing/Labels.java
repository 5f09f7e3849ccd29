package de.stadtkern.kernel.routing;

/**
 * What a way costs, as one number: hundredths of a second of weight in the upper half, centimetres in the lower. Such
 * numbers are added and compared as they are.
 */
final class Labels {

    /** No way; some can be added without overflow. */
    static final long NO_WAY = 1L << 60;

    private static final long CENTIMETRES = 0xFFFF_FFFFL;

    private Labels() {}

    static long of(long centis, long centimetres) {
        return centis << 32 | centimetres;
    }

    static int centis(long label) {
        return (int) (label >> 32);
    }

    static long centimetres(long label) {
        return label & CENTIMETRES;
    }

    static boolean isWay(long label) {
        return label < NO_WAY;
    }
}
