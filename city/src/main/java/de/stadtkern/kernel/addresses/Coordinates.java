package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Position;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates as people copy them: 49.4432, 7.7689 – 49,4432° N 7,7689° O – 49° 26' 35.5" N, 7° 46' 8" E – geo:49.44,7.77
 * – UTM 32U 410829 5477415.
 */
final class Coordinates {

    private static final String NUMBER = "([+-]?\\d{1,3}(?:[.,]\\d{1,12})?)";
    private static final String MINUTES = "(?:(\\d{1,2}(?:[.,]\\d{1,12})?)\\s?['′’]\\s?)?";
    private static final String SECONDS = "(?:(\\d{1,2}(?:[.,]\\d{1,12})?)\\s?(?:\"|″|”|'')\\s?)?";
    private static final String ANGLE = "([NSEOW])?\\s?" + NUMBER + "\\s?°?\\s?" + MINUTES + SECONDS + "([NSEOW])?";
    private static final Pattern DEGREES =
            Pattern.compile("(?:geo:)?" + ANGLE + "\\s?[,;/ ]\\s?" + ANGLE, Pattern.CASE_INSENSITIVE);
    private static final Pattern PRECISE = Pattern.compile(".*([.,]\\d{2}|°).*[,;/ °].*([.,]\\d{2}|°).*");
    private static final Pattern UTM = Pattern.compile(
            "(?:UTM\\s?)?(?:(3[1-3])\\s?[A-Z]?\\s?)?[EO]?\\s?(\\d{6}(?:[.,]\\d{1,6})?)\\s?[,;/ ]\\s?N?\\s?(\\d{7}(?:[.,]\\d{1,6})?)",
            Pattern.CASE_INSENSITIVE);

    /** WGS 84 and the projection UTM. */
    private static final double RADIUS = 6_378_137;

    private static final double FLATTENING = 1 / 298.257223563;
    private static final double SCALE = 0.9996;
    private static final double FALSE_EAST = 500_000;
    private static final int ZONE_OF_GERMANY = 32;

    private Coordinates() {}

    static Optional<Position> find(String text) {
        String plain = text.strip().replaceAll("\\s+", " ");
        Matcher utm = UTM.matcher(plain);
        if (utm.matches()) {
            int zone = utm.group(1) == null ? ZONE_OF_GERMANY : Integer.parseInt(utm.group(1));
            return Optional.of(ofUtm(zone, number(utm.group(2)), number(utm.group(3))));
        }
        Matcher degrees = DEGREES.matcher(plain);
        return PRECISE.matcher(plain).matches() && degrees.matches() ? ofDegrees(degrees) : Optional.empty();
    }

    private static Optional<Position> ofDegrees(Matcher found) {
        double first = angle(found, 1);
        double second = angle(found, 6);
        String firstSide = side(found, 1);
        String secondSide = side(found, 6);
        boolean lonFirst = firstSide.matches("[EOW]") || secondSide.matches("[NS]");
        boolean unsaid = firstSide.isEmpty() && secondSide.isEmpty();
        if (lonFirst || (unsaid && isSwappedInGermany(first, second))) {
            return position(second, first);
        }
        return position(first, second);
    }

    /** Without letters the latitude comes first, unless it would lie far outside and the other way round within. */
    private static boolean isSwappedInGermany(double first, double second) {
        return first > 5 && first < 16 && second > 47 && second < 56;
    }

    private static Optional<Position> position(double lat, double lon) {
        return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? Optional.of(new Position(lon, lat)) : Optional.empty();
    }

    private static double angle(Matcher found, int group) {
        double degrees = number(found.group(group + 1));
        double rest = number(found.group(group + 2)) / 60 + number(found.group(group + 3)) / 3600;
        double angle = found.group(group + 1).startsWith("-") ? degrees - rest : degrees + rest;
        return side(found, group).matches("[SW]") ? -angle : angle;
    }

    private static String side(Matcher found, int group) {
        String before = found.group(group);
        String after = found.group(group + 4);
        return (before == null ? after == null ? "" : after : before).toUpperCase(Locale.ROOT);
    }

    private static double number(@Nullable String written) {
        return written == null ? 0 : Double.parseDouble(written.replace(',', '.'));
    }

    /** Krüger's series; exact to millimetres within a zone. */
    private static Position ofUtm(int zone, double east, double north) {
        double n = FLATTENING / (2 - FLATTENING);
        double meridian = RADIUS / (1 + n) * (1 + n * n / 4 + Math.pow(n, 4) / 64);
        double xi = north / (SCALE * meridian);
        double eta = (east - FALSE_EAST) / (SCALE * meridian);
        double[] beta = {
            n / 2 - 2 * n * n / 3 + 37 * Math.pow(n, 3) / 96,
            n * n / 48 + Math.pow(n, 3) / 15,
            17 * Math.pow(n, 3) / 480
        };
        double xiStraight = xi;
        double etaStraight = eta;
        for (int j = 1; j <= beta.length; j++) {
            xiStraight -= beta[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
            etaStraight -= beta[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
        }
        double chi = Math.asin(Math.sin(xiStraight) / Math.cosh(etaStraight));
        double[] delta = {
            2 * n - 2 * n * n / 3 - 2 * Math.pow(n, 3), 7 * n * n / 3 - 8 * Math.pow(n, 3) / 5, 56 * Math.pow(n, 3) / 15
        };
        double lat = chi;
        for (int j = 1; j <= delta.length; j++) {
            lat += delta[j - 1] * Math.sin(2 * j * chi);
        }
        double lon = Math.atan2(Math.sinh(etaStraight), Math.cos(xiStraight));
        double middle = zone * 6 - 183;
        return new Position(
                Math.clamp(middle + Math.toDegrees(lon), -180, 180), Math.clamp(Math.toDegrees(lat), -90, 90));
    }
}
