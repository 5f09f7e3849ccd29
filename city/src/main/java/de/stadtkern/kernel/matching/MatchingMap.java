package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the lists of the page say, as features of its map. */
final class MatchingMap {

    private final Page page;
    private final List<Feature> features = new ArrayList<>();

    private MatchingMap(Page page) {
        this.page = page;
    }

    static Feature.Collection of(Page page, Matched matched, List<DrivenStreet> streets) {
        MatchingMap map = new MatchingMap(page);
        streets.forEach(map::street);
        matched.gaps().forEach(map::gap);
        matched.offNetwork().forEach(map::off);
        return Feature.Collection.of(map.features);
    }

    private void street(DrivenStreet street) {
        String label = page.text(
                "matching.street.of",
                name(page, street),
                page.text("matching.compass." + street.towards()),
                page.number(100 * street.share(), 0),
                page.time(street.first()));
        for (List<Position> course : street.courses()) {
            line(course, Mark.DONE, label, "street-" + street.number());
        }
    }

    private void gap(Gap gap) {
        List<Position> ends = List.of(gap.before().place(), gap.after().place());
        line(ends, Mark.PLANNED, page.text("matching.gap.of", page.time(gap.from()), page.time(gap.until())), "gap");
    }

    private void off(OffNetwork off) {
        String label = page.text("matching.off.of", page.time(off.from()), page.time(off.until()));
        List<Position> course = off.fixes().stream().map(Fix::place).toList();
        if (course.size() > 1) {
            line(course, Mark.INFO, label, "off");
        } else {
            features.add(Feature.point(course.getFirst(), Map.of("state", Mark.INFO.key(), "label", label)));
        }
    }

    private void line(List<Position> course, Mark mark, String label, String id) {
        features.add(Feature.line(course, Map.of("state", mark.key(), "label", label, "id", id)));
    }

    static String name(Page page, DrivenStreet street) {
        return street.name().isEmpty() ? page.text("matching.unnamed") : street.name();
    }
}
