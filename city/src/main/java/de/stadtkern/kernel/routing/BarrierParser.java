package de.stadtkern.kernel.routing;

import com.graphhopper.reader.ReaderWay;
import com.graphhopper.routing.ev.EdgeIntAccess;
import com.graphhopper.routing.util.parsers.TagParser;
import com.graphhopper.storage.IntsRef;
import de.stadtkern.kernel.routing.RoadFacts.Kerb;
import de.stadtkern.kernel.routing.RoadFacts.Wheelchair;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what may stop somebody in a wheelchair: kerbs, width, incline. */
final class BarrierParser implements TagParser {

    private static final Set<String> FLAT = Set.of("no", "flush", "lowered");
    private static final Set<String> SLOPED = Set.of("yes", "both", "at_grade");
    private static final Set<String> RAISED = Set.of("raised", "rolled", "regular");
    private static final Set<String> FOOTWAYS =
            Set.of("footway", "path", "pedestrian", "cycleway", "steps", "bridleway", "platform");
    private static final Pattern NUMBER = Pattern.compile("-?(\\d{1,3}(?:\\.\\d{1,3})?)\\s*(m|%|°)?");

    private final RoadFacts facts;

    BarrierParser(RoadFacts facts) {
        this.facts = facts;
    }

    @Override
    public void handleWayTags(int edge, EdgeIntAccess access, ReaderWay way, IntsRef relationFlags) {
        Wheelchair word = wheelchair(way);
        facts.wheelchair.setEnum(false, edge, access, word);
        facts.kerb.setEnum(false, edge, access, kerb(way, word));
        facts.width.setInt(false, edge, access, decimetres(way.getTag("width")));
        facts.incline.setInt(false, edge, access, incline(way.getTag("incline")));
    }

    private static Wheelchair wheelchair(ReaderWay way) {
        return switch (way.getTag("wheelchair", "")) {
            case "yes", "designated" -> Wheelchair.YES;
            case "limited" -> Wheelchair.LIMITED;
            case "no" -> Wheelchair.NO;
            default -> Wheelchair.UNKNOWN;
        };
    }

    /** A street with pavements has kerbs at its junctions, of which nothing is known unless the street says so. */
    private static Kerb kerb(ReaderWay way, Wheelchair word) {
        Kerb kerb = kerb(way.getTags());
        boolean crossing = way.hasTag("footway", "crossing") || !FOOTWAYS.contains(way.getTag("highway", ""));
        List<Map<String, Object>> nodes = way.getTag("node_tags", List.of());
        if (FOOTWAYS.contains(way.getTag("highway", ""))) {
            for (Map<String, Object> node : nodes) {
                kerb = worse(kerb, kerb(node));
                crossing |= "crossing".equals(node.get("highway")) || "kerb".equals(node.get("barrier"));
            }
        }
        boolean level = way.hasTag("highway", "living_street", "track") || word == Wheelchair.YES;
        return kerb == Kerb.NONE && crossing && !level ? Kerb.UNKNOWN : kerb;
    }

    private static Kerb kerb(Map<String, Object> tags) {
        if (!tags.containsKey("kerb")) {
            Object sloped = tags.get("sloped_curb");
            return sloped == null ? Kerb.NONE : SLOPED.contains(sloped) ? Kerb.FLAT : Kerb.UNKNOWN;
        }
        Object kerb = tags.get("kerb");
        return FLAT.contains(kerb) ? Kerb.FLAT : RAISED.contains(kerb) ? Kerb.RAISED : Kerb.UNKNOWN;
    }

    private static Kerb worse(Kerb one, Kerb other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static int decimetres(@Nullable String width) {
        double metres = number(width, "°", "%");
        return Double.isNaN(metres) ? 0 : (int) Math.min(63, Math.max(1, metres * 10));
    }

    private static int incline(@Nullable String incline) {
        double percent = number(incline, "m", "");
        if (incline != null && incline.endsWith("°")) {
            percent = 100 * Math.tan(Math.toRadians(Math.min(45, percent)));
        }
        return Double.isNaN(percent) ? 0 : 1 + (int) Math.min(62, Math.ceil(percent));
    }

    private static double number(@Nullable String text, String notThis, String norThis) {
        Matcher number = NUMBER.matcher(text == null ? "" : text.strip());
        boolean fits = number.matches() && !notThis.equals(number.group(2)) && !norThis.equals(number.group(2));
        return fits ? Double.parseDouble(number.group(1)) : Double.NaN;
    }
}
