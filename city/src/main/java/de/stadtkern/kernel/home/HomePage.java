package de.stadtkern.kernel.home;

import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.ComingDay;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Glance;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Nearby;
import de.stadtkern.kernel.portal.Page;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
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
    private static final int MOST_DAYS = 3;

    private final OwnTown own;
    private final List<Concern.Source> concerns;
    private final List<Nearby.Source> nearby;
    private final List<ComingDay.Source> days;
    private final List<Glance.Source> glances;

    HomePage(
            OwnTown own,
            List<Concern.Source> concerns,
            List<Nearby.Source> nearby,
            List<ComingDay.Source> days,
            List<Glance.Source> glances) {
        this.own = own;
        this.concerns = concerns;
        this.nearby = nearby;
        this.days = days;
        this.glances = glances;
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
        List<Household> households = own.households();
        Place place = place(near, households);
        List<Nearby> around = place == null
                ? List.of()
                : nearby.stream()
                        .flatMap(source -> source.near(page, place.position(), NEAR_METRES).stream())
                        .toList();
        return page.view("kernel/home/home")
                .addObject("form", new Form(Map.of("near", near), Map.of(), HttpStatus.OK))
                .addObject("concerns", concerns(page, households))
                .addObject("place", place)
                .addObject("unknown", place == null && !near.isBlank())
                .addObject("near", closest(around))
                .addObject("decided", newest(around));
    }

    private @Nullable Place place(String near, List<Household> households) {
        Optional<FoundAddress> found = own.find(near);
        if (found.isPresent()) {
            return new Place(found.get().label(), found.get().position());
        }
        return near.isBlank() && !households.isEmpty()
                ? new Place(households.getFirst().name(), households.getFirst().position())
                : null;
    }

    private List<Concern> concerns(Page page, List<Household> households) {
        List<Concern> all = new ArrayList<>();
        if (page.person() != null) {
            all.add(new Concern("home.favourites", 5, "/mine", favourites(page)));
            all.add(new Concern("home.days", 6, "/mine", coming(page, households)));
        }
        concerns.forEach(source -> all.addAll(source.concerns(page)));
        all.sort(Comparator.comparingInt(Concern::position));
        return all;
    }

    private List<Concern.Item> favourites(Page page) {
        return own.favourites().stream()
                .map(one -> {
                    Glance glance = glances.stream()
                            .flatMap(source -> source.glance(page, one.path()).stream())
                            .findFirst()
                            .orElse(new Glance(Mark.INFO, page.text("home.favourite")));
                    return new Concern.Item(glance.mark(), glance.state(), one.title(), one.path());
                })
                .toList();
    }

    private List<Concern.Item> coming(Page page, List<Household> households) {
        DateTimeFormatter written = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(page.language().locale());
        return households.stream()
                .flatMap(household -> days.stream()
                        .flatMap(source -> source.coming(household.address()).stream())
                        .sorted(Comparator.comparing(ComingDay::day))
                        .limit(MOST_DAYS)
                        .map(day -> new Concern.Item(
                                Mark.INFO,
                                written.format(day.day()),
                                household.name() + ": " + day.what(),
                                day.path())))
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
