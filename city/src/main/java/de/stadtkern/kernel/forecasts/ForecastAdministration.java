package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where administrators see how the files are doing, and set the places of their municipality. */
@Controller
@RequestMapping("/administration/forecasts")
class ForecastAdministration {

    private static final String HERE = "/administration/forecasts";

    private final ForecastPlaces places;
    private final ForecastBoard board;
    private final FeedRows feeds;
    private final ForecastSettings settings;
    private final Municipalities municipalities;
    private final Access access;

    ForecastAdministration(
            ForecastPlaces places,
            ForecastBoard board,
            FeedRows feeds,
            ForecastSettings settings,
            Municipalities municipalities,
            Access access) {
        this.places = places;
        this.board = board;
        this.feeds = feeds;
        this.settings = settings;
        this.municipalities = municipalities;
        this.access = access;
    }

    @Bean
    static NavigationEntry forecastAdministrationEntry() {
        return new NavigationEntry(HERE, "forecasts.administration", Permission.ADMINISTER, 87);
    }

    @GetMapping
    ModelAndView show(Page page) {
        return show(page, Form.blank());
    }

    @PostMapping
    ModelAndView put(Page page, Form form) {
        try {
            places.put(form::value);
            return page.redirect(HERE, "forecasts.place.done", form.value("name"));
        } catch (Refusal refusal) {
            return show(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/places/{id:[0-9]{1,18}}/delete")
    ModelAndView delete(Page page, @PathVariable long id) {
        places.delete(id);
        return page.redirect(HERE, "forecasts.place.deleted");
    }

    private ModelAndView show(Page page, Form form) {
        Set<Long> kept = access.requireAnywhere(Permission.ADMINISTER);
        return page.view("kernel/forecasts/administration", form)
                .addObject("settings", settings)
                .addObject("feeds", feeds.list())
                .addObject("places", places.listKept().stream().map(board::show).toList())
                .addObject(
                        "municipalities",
                        municipalities.list().stream()
                                .filter(one -> kept.contains(one.id()))
                                .map(one -> new Choice(Long.toString(one.id()), one.name()))
                                .toList());
    }
}
