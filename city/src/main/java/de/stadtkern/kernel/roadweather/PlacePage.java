package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.roadweather.Site.Trait;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the place of a station or of a segment is like. */
@Controller
@RequestMapping("/roadweather")
class PlacePage {

    private static final String STATION = "/stations/{id:[0-9]{1,18}}";
    private static final String SEGMENT = "/segments/{id:[0-9]{1,18}}";
    private static final double LOWEST = -100;
    private static final double HIGHEST = 5000;

    private final Sites sites;

    PlacePage(Sites sites) {
        this.sites = sites;
    }

    @GetMapping(STATION)
    ModelAndView station(Page page, @PathVariable long id) {
        return show(page, sites.station(id));
    }

    @GetMapping(SEGMENT)
    ModelAndView segment(Page page, @PathVariable long id) {
        return show(page, sites.segment(id));
    }

    @PostMapping(STATION)
    ModelAndView sayOfStation(Page page, @PathVariable long id, Form form) {
        return say(page, sites.station(id), form);
    }

    @PostMapping(SEGMENT)
    ModelAndView sayOfSegment(Page page, @PathVariable long id, Form form) {
        return say(page, sites.segment(id), form);
    }

    private ModelAndView show(Page page, Sites.Subject subject) {
        Form form = Form.blank();
        Site site = sites.find(subject).map(SiteRows.Said::site).orElse(Site.UNKNOWN);
        for (Trait trait : site.traits()) {
            form = form.with(name(trait), true);
        }
        Double height = site.heightMetres();
        return view(page, subject, height == null ? form : form.with("height", page.number(height, 0)));
    }

    private ModelAndView say(Page page, Sites.Subject subject, Form form) {
        try {
            sites.say(subject, new Site(height(form.value("height")), traits(form)));
            return page.redirect("/roadweather", "roadweather.site.saved");
        } catch (Refusal refusal) {
            return view(page, subject, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Sites.Subject subject, Form form) {
        Optional<SiteRows.Said> said = sites.find(subject);
        return page.view("kernel/roadweather/site", form)
                .addObject("name", subject.name())
                .addObject(
                        "said",
                        said.map(one -> page.text(
                                        "roadweather.site.said",
                                        one.changedBy(),
                                        page.time(one.changedAt().toInstant())))
                                .orElse(""))
                .addObject(
                        "traits",
                        EnumSet.allOf(Trait.class).stream().map(PlacePage::name).toList());
    }

    private static Set<Trait> traits(Form form) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (Trait trait : Trait.values()) {
            if (form.value(name(trait)).equals("true")) {
                traits.add(trait);
            }
        }
        return traits;
    }

    private static String name(Trait trait) {
        return trait.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Double height(String typed) {
        String number = typed.strip().replace("−", "-").replace(',', '.');
        if (number.isEmpty()) {
            return null;
        }
        double metres = number.matches("-?\\d{1,4}(\\.\\d{1,3})?") ? Double.parseDouble(number) : Double.NaN;
        if (!(metres >= LOWEST && metres <= HIGHEST)) {
            throw Refusal.badInput("roadweather.refusal.height", typed).at("height");
        }
        return metres;
    }
}
