package de.stadtkern.kernel.streets;

import com.graphhopper.reader.ReaderWay;
import de.stadtkern.kernel.streets.RoadAttributes.Sidewalk;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@link RoadAttributes} from the tags of a way; what does not say clearly what it means counts as unknown. */
final class AttributeTags {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4}(?:[.,]\\d{1,3})?) ?(m|t|km/h|mph)?");
    private static final double KMH_PER_MPH = 1.609344;
    private static final Map<String, Integer> SPEEDS = Map.of("DE:urban", 50, "DE:rural", 100, "DE:zone:30", 30);
    private static final Set<String> NO = Set.of("no", "disused");

    private final ReaderWay way;
    private final boolean reversed;

    private AttributeTags(ReaderWay way, boolean reversed) {
        this.way = way;
        this.reversed = reversed;
    }

    /** Reversed: the course runs against the way's drawing, which turns the sides round. */
    static RoadAttributes read(ReaderWay way, boolean reversed) {
        return new AttributeTags(way, reversed).read();
    }

    private RoadAttributes read() {
        return new RoadAttributes(
                integer(number("lanes")),
                number("width"),
                word("surface"),
                word("smoothness"),
                !NO.contains(way.getTag("tunnel", "no")),
                maxSpeed(),
                number("maxheight"),
                number("maxwidth"),
                number("maxweight"),
                word("hgv"),
                word("access"),
                lit(),
                sidewalk());
    }

    private @Nullable Integer maxSpeed() {
        Integer known = SPEEDS.get(way.getTag("maxspeed", way.getTag("maxspeed:type", "")));
        return known != null ? known : integer(number("maxspeed"));
    }

    private @Nullable Boolean lit() {
        String value = word("lit");
        return value == null ? null : !NO.contains(value);
    }

    private @Nullable Sidewalk sidewalk() {
        boolean left = isThere("sidewalk:left");
        boolean right = isThere("sidewalk:right");
        Sidewalk drawn = switch (way.getTag("sidewalk", way.getTag("sidewalk:both", ""))) {
            case "both", "yes", "separate" -> Sidewalk.BOTH;
            case "left" -> Sidewalk.LEFT;
            case "right" -> Sidewalk.RIGHT;
            case "no", "none" -> Sidewalk.NONE;
            default -> left ? (right ? Sidewalk.BOTH : Sidewalk.LEFT) : right ? Sidewalk.RIGHT : null;
        };
        return drawn != null && reversed ? drawn.turned() : drawn;
    }

    private boolean isThere(String side) {
        return way.hasTag(side, "yes", "separate");
    }

    private @Nullable String word(String key) {
        String value = way.getTag(key, "").strip();
        return value.isEmpty() || value.length() > 40 ? null : value;
    }

    private @Nullable Double number(String key) {
        Matcher number = NUMBER.matcher(way.getTag(key, "").strip());
        if (!number.matches()) {
            return null;
        }
        double value = Double.parseDouble(number.group(1).replace(',', '.'));
        return "mph".equals(number.group(2)) ? (Double) (double) Math.round(value * KMH_PER_MPH) : (Double) value;
    }

    private static @Nullable Integer integer(@Nullable Double value) {
        return value == null ? null : (Integer) (int) Math.round(value);
    }
}
