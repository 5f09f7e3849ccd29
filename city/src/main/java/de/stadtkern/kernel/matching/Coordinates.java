package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.geo.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places as files write them: degrees, with point or comma, or degrees and minutes as in EN 15430-1, {@code 4926,6820N}. */
final class Coordinates {

    private static final Pattern DEGREES = Pattern.compile("[+-]?\\d{1,3}([.,]\\d{1,20})?");
    private static final Pattern MINUTES = Pattern.compile("(\\d{1,3})(\\d{2}([.,]\\d{1,20})?) ?([NSEWO])");
    private static final double MINUTES_OF_A_DEGREE = 60;

    private Coordinates() {}

    /** Refused with the line when these are not degrees on earth. */
    static Position place(long line, String lat, String lon) {
        double latitude = degrees(line, lat);
        double longitude = degrees(line, lon);
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            throw TrackFile.refused("matching.refusal.place", line, lat + " / " + lon);
        }
        return new Position(longitude, latitude);
    }

    private static double degrees(long line, String text) {
        String written = text.strip();
        Matcher minutes = MINUTES.matcher(written);
        if (minutes.matches() && number(minutes.group(2)) < MINUTES_OF_A_DEGREE) {
            double size = Double.parseDouble(minutes.group(1)) + number(minutes.group(2)) / MINUTES_OF_A_DEGREE;
            return "SW".contains(minutes.group(4)) ? -size : size;
        }
        if (!DEGREES.matcher(written).matches()) {
            throw TrackFile.refused("matching.refusal.place", line, TrackFile.shortened(written));
        }
        return number(written);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }
}
