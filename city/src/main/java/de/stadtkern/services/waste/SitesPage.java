package de.stadtkern.services.waste;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.containers.Containers.Shown;
import de.stadtkern.kernel.containers.Level;
import de.stadtkern.kernel.containers.LevelWording;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Nearby;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's page: where glass, paper and clothes can be brought, and how full the banks are. */
@Controller
@RequestMapping("/waste")
class SitesPage implements Nearby.Source {

    private static final int MOST_NEAR = 3;

    private final Containers containers;
    private final WasteSettings settings;

    SitesPage(Containers containers, WasteSettings settings) {
        this.containers = containers;
        this.settings = settings;
    }

    /** Banks that stand together; never empty. */
    record Site(List<Shown> banks) {

        Container first() {
            return banks.getFirst().container();
        }

        /** The fullest of those of which something is known now. */
        Level fullest() {
            return banks.stream()
                    .map(Shown::level)
                    .max(Comparator.comparing(SitesPage::known))
                    .orElseThrow();
        }

        /** Of the oldest level; null when there is none. */
        @Nullable
        Instant oldest() {
            return banks.stream()
                    .map(one -> one.level().at())
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    @Bean
    static NavigationEntry wasteEntry() {
        return new NavigationEntry("/waste", "waste.sites", null, 14);
    }

    @GetMapping
    ModelAndView show(Page page) {
        Table<Site> table = Table.<Site>named("sites")
                .column("place", "waste.place", one -> Cell.text(one.first().place()))
                .column("state", "waste.fullest", one -> LevelWording.cell(page, one.fullest()))
                .column("banks", "waste.banks", one -> Cell.text(banks(page, one)))
                .column("age", "waste.age", one -> Cell.age(one.oldest()))
                .fixedColumn(
                        "map",
                        "portal.map",
                        one -> Cell.link("#map-site-" + one.first().id(), page.text("portal.map.show")))
                .sortedBy("place");
        return page.view("services/waste/sites")
                .addObject("sites", table.show(page, sites()))
                .addObject("licence", settings.licence().toString());
    }

    @GetMapping(path = "/sites.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page) {
        return Feature.Collection.of(sites().stream()
                .map(one -> Feature.point(
                        one.first().position(),
                        Map.of(
                                "id",
                                "site-" + one.first().id(),
                                "state",
                                LevelWording.mark(one.fullest()).key(),
                                "label",
                                one.first().place() + ": " + banks(page, one))))
                .toList());
    }

    @Override
    public List<Nearby> near(Page page, Position place, double metres) {
        return sites().stream()
                .map(one -> new Nearby(
                        new Concern.Item(
                                LevelWording.mark(one.fullest()),
                                LevelWording.text(page, one.fullest()),
                                page.text("waste.sites") + ": " + one.first().place(),
                                "/waste"),
                        place.metresTo(one.first().position()),
                        null))
                .filter(one -> one.metres() <= metres)
                .sorted(Comparator.comparing(Nearby::metres))
                .limit(MOST_NEAR)
                .toList();
    }

    private List<Site> sites() {
        record Place(long municipality, String name) {}
        Map<Place, List<Shown>> byPlace = new LinkedHashMap<>();
        for (Shown one : containers.listShown(Set.of(Container.Kind.RECYCLING_BANK))) {
            Place place =
                    new Place(one.container().municipalityId(), one.container().place());
            byPlace.computeIfAbsent(place, fresh -> new ArrayList<>()).add(one);
        }
        return byPlace.values().stream().map(Site::new).toList();
    }

    private static double known(Level level) {
        boolean now = level.state() == Level.State.LIVE || level.state() == Level.State.ESTIMATED;
        return now && level.share() != null ? level.share() : -1;
    }

    private static String banks(Page page, Site site) {
        return site.banks().stream()
                .map(one -> page.text("containers.fraction." + one.container().fraction()) + ": "
                        + LevelWording.text(page, one.level()))
                .collect(Collectors.joining("; "));
    }
}
