package de.stadtkern.kernel.home;

import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Nearby;
import de.stadtkern.kernel.portal.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The first page: what concerns me now, what is near me, what was decided near me. */
@Controller
class HomePage {

    private static final double NEAR_METRES = 1500;
    private static final int MOST_NEAR = 6;

    private final OwnTown own;
    private final List<Concern.Source> concerns;
    private final List<Nearby.Source> nearby;

    HomePage(OwnTown own, List<Concern.Source> concerns, List<Nearby.Source> nearby) {
        this.own = own;
        this.concerns = concerns;
        this.nearby = nearby;
    }

    /**
     * What "near" means.
     *
     * @param name as the person calls it, or the address
     */
    record Place(String name, Position position) {}

    /** @param near an address; when there is none, the first household of the signed-in person counts */
    @GetMapping({"", "/"})
    ModelAndView home(Page page, @RequestParam(defaultValue = "") String near) {
        Place place = place(near);
        List<Nearby> around = place == null
                ? List.of()
                : nearby.stream()
                        .flatMap(source -> source.near(page, place.position(), NEAR_METRES).stream())
                        .toList();
        return page.view("kernel/home/home")
                .addObject("form", new Form(Map.of("near", near), Map.of(), HttpStatus.OK))
                .addObject("concerns", concerns(page))
                .addObject("place", place)
                .addObject("unknown", place == null && !near.isBlank())
                .addObject("near", closest(around))
                .addObject("decided", newest(around));
    }

    private @Nullable Place place(String near) {
        Optional<FoundAddress> found = own.find(near);
        if (found.isPresent()) {
            return new Place(found.get().label(), found.get().position());
        }
        return near.isBlank()
                ? own.households().stream()
                        .findFirst()
                        .map(one -> new Place(one.name(), one.position()))
                        .orElse(null)
                : null;
    }

    private List<Concern> concerns(Page page) {
        return concerns.stream()
                .flatMap(source -> source.concerns(page).stream())
                .sorted(Comparator.comparingInt(Concern::position))
                .toList();
    }

    private static List<Nearby> closest(List<Nearby> around) {
        return shown(around.stream().filter(one -> one.decidedAt() == null), Comparator.comparing(Nearby::metres));
    }

    private static List<Nearby> newest(List<Nearby> around) {
        return shown(
                around.stream().filter(one -> one.decidedAt() != null),
                Comparator.comparing(Nearby::decidedAt, Comparator.reverseOrder()));
    }

    private static List<Nearby> shown(Stream<Nearby> some, Comparator<Nearby> order) {
        return some.sorted(order).limit(MOST_NEAR).toList();
    }
}
