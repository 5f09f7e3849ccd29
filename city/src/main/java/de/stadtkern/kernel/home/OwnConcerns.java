package de.stadtkern.kernel.home;

import de.stadtkern.kernel.portal.ComingDay;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Glance;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** On the home page of whoever is signed in: remembered pages as they stand now, and what comes to the households. */
@Component
class OwnConcerns implements Concern.Source {

    private static final int MOST_DAYS = 3;

    private final OwnTown own;
    private final List<ComingDay.Source> days;
    private final List<Glance.Source> glances;

    OwnConcerns(OwnTown own, List<ComingDay.Source> days, List<Glance.Source> glances) {
        this.own = own;
        this.days = days;
        this.glances = glances;
    }

    @Override
    public List<Concern> concerns(Page page) {
        return page.person() == null
                ? List.of()
                : List.of(
                        new Concern("home.favourites", 5, "/mine", favourites(page)),
                        new Concern("home.days", 6, "/mine", coming(page)));
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

    private List<Concern.Item> coming(Page page) {
        DateTimeFormatter written = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(page.language().locale());
        return own.households().stream()
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
}
