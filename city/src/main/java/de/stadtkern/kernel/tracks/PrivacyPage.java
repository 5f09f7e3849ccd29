package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What positions are for, how long they are kept, who reads them, and whether the works council agreed. */
@Controller
@RequestMapping("/tracks/privacy")
class PrivacyPage {

    private final Agreements agreements;
    private final Municipalities municipalities;
    private final Access access;
    private final TrackSettings settings;

    PrivacyPage(Agreements agreements, Municipalities municipalities, Access access, TrackSettings settings) {
        this.agreements = agreements;
        this.municipalities = municipalities;
        this.access = access;
        this.settings = settings;
    }

    /** What an administrator says. */
    enum Answer {
        YES,
        NO
    }

    /** How it stands in a municipality. */
    record Line(Municipality municipality, Agreements.@Nullable Agreement said, boolean mayChange) {

        boolean agreed() {
            return said != null && said.agreed();
        }
    }

    @Bean
    static NavigationEntry privacyEntry() {
        return new NavigationEntry("/tracks/privacy", "tracks.privacy", Permission.ADMINISTER, 95);
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank());
    }

    @PostMapping
    ModelAndView say(Page page, Form form) {
        long municipality =
                form.value("municipality").matches("\\d{1,18}") ? Long.parseLong(form.value("municipality")) : 0;
        try {
            agreements.say(municipality, form.choice("agreed", Answer.class) == Answer.YES, form.value("agreement"));
            return page.redirect("/tracks/privacy", "tracks.privacy.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Form form) {
        List<Line> lines = lines();
        return page.view("kernel/tracks/privacy", form)
                .addObject("lines", lines)
                .addObject(
                        "mine",
                        lines.stream()
                                .filter(Line::mayChange)
                                .map(line ->
                                        new Choice(Long.toString(line.municipality.id()), line.municipality.name()))
                                .toList())
                .addObject(
                        "answers",
                        Arrays.stream(Answer.values())
                                .map(one -> new Choice(one.name(), page.text("tracks.agreed." + one)))
                                .toList())
                .addObject("keepDays", settings.keep().toDays())
                .addObject("keepHours", settings.keepUnagreed().toHours());
    }

    private List<Line> lines() {
        Person person = access.person();
        Set<Long> ids = new TreeSet<>(person.municipalitiesWith(Permission.READ_TRACKS));
        ids.addAll(person.municipalitiesWith(Permission.ADMINISTER));
        if (ids.isEmpty()) {
            throw Refusal.forbidden("identity.refusal.missing-right", person.name());
        }
        List<Line> lines = new ArrayList<>();
        for (long id : ids) {
            lines.add(new Line(
                    municipalities.get(id), agreements.find(id).orElse(null), person.may(Permission.ADMINISTER, id)));
        }
        lines.sort(Comparator.comparing(line -> line.municipality.name()));
        return lines;
    }
}
