package de.stadtkern.kernel.sources;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the sources: how each is doing, and a form for each. */
@Controller
@RequestMapping("/administration/sources")
class SourcesPage {

    private static final String HERE = "/administration/sources";

    private final Sources sources;

    SourcesPage(Sources sources) {
        this.sources = sources;
    }

    @Bean
    static NavigationEntry sourcesEntry() {
        return new NavigationEntry(HERE, "sources.sources", Permission.SET_UP_DEVICES, 86);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return list(page, Form.blank().with("interval", 60).with("active", true));
    }

    @PostMapping
    ModelAndView add(Page page, Form form) {
        try {
            return page.redirect(HERE, "sources.done", sources.add(form::value).name());
        } catch (Refusal refusal) {
            return list(page, form.refused(refusal, page));
        }
    }

    @GetMapping("/{id:[0-9]+}")
    ModelAndView show(Page page, @PathVariable long id) {
        Source source = sources.get(id);
        return show(
                page,
                id,
                Form.blank()
                        .with("name", source.name())
                        .with("url", source.url())
                        .with("filter", source.filter())
                        .with("interval", source.interval())
                        .with("licence", source.licence())
                        .with("attribution", source.attribution())
                        .with("active", source.active()));
    }

    @PostMapping("/{id:[0-9]+}")
    ModelAndView change(Page page, @PathVariable long id, Form form) {
        try {
            return page.redirect(
                    HERE, "sources.done", sources.change(id, form::value).name());
        } catch (Refusal refusal) {
            return show(page, id, form.refused(refusal, page));
        }
    }

    @PostMapping("/{id:[0-9]+}/fetch")
    ModelAndView fetch(Page page, @PathVariable long id) {
        return page.redirect(HERE, "sources.hurried", sources.fetchNow(id).name());
    }

    @PostMapping("/{id:[0-9]+}/delete")
    ModelAndView delete(Page page, @PathVariable long id) {
        return page.redirect(HERE, "sources.deleted", sources.delete(id).name());
    }

    private ModelAndView list(Page page, Form form) {
        return page.view("kernel/sources/sources", form).addObject("sources", sources.list());
    }

    private ModelAndView show(Page page, long id, Form form) {
        return page.view("kernel/sources/source", form).addObject("source", sources.get(id));
    }
}
