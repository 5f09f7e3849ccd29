package de.stadtkern.kernel.portal.site;

import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The administrators' pages about their site: its texts, its look, and the messages that came in. */
@Controller
@RequestMapping("/administration/site")
class SiteAdministration implements Concern.Source {

    private static final int MOST_SHOWN = 3;

    private final SiteTexts texts;
    private final Feedback feedback;
    private final Looks looks;
    private final Host host;

    SiteAdministration(SiteTexts texts, Feedback feedback, Looks looks, Host host) {
        this.texts = texts;
        this.feedback = feedback;
        this.looks = looks;
        this.host = host;
    }

    /** A text and what has become of it. */
    record Line(TextKind kind, Language language, SiteTexts.@Nullable Version newest) {

        String path() {
            return "/administration/site/" + kind.key() + "/" + language.tag();
        }
    }

    @Bean
    static NavigationEntry siteEntry() {
        return new NavigationEntry("/administration/site", "portal.site.administration", Permission.ADMINISTER, 91);
    }

    @GetMapping
    ModelAndView show(Page page) {
        Municipality municipality = host.administered();
        Looks.Choice choice = looks.find(municipality).orElse(new Looks.Choice(null, null, null));
        return view(page, Form.blank().with("light", choice.lightColor()).with("dark", choice.darkColor()));
    }

    @PostMapping("/colors")
    ModelAndView colors(Page page, Form form) {
        try {
            looks.saveColors(
                    host.administered(),
                    form.value("light").strip(),
                    form.value("dark").strip());
            return page.redirect("/administration/site", "portal.site.look.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    /** Without a file the logo is taken away. */
    @PostMapping("/logo")
    ModelAndView logo(Page page, @RequestParam MultipartFile logo, Form form) throws IOException {
        try {
            looks.saveLogo(host.administered(), logo.isEmpty() ? null : logo.getBytes());
            return page.redirect("/administration/site", "portal.site.look.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @GetMapping("/{kind:accessibility|privacy|imprint}/{language}")
    ModelAndView text(Page page, @PathVariable String kind, @PathVariable String language) {
        SiteTexts.Place place = place(kind, language);
        return textView(page, place, Form.blank().with("body", texts.body(place)));
    }

    @PostMapping("/{kind:accessibility|privacy|imprint}/{language}")
    ModelAndView save(Page page, @PathVariable String kind, @PathVariable String language, Form form) {
        SiteTexts.Place place = place(kind, language);
        try {
            texts.save(place, form.value("body"));
            return page.redirect("/administration/site/" + kind + "/" + language, "portal.site.text.done");
        } catch (Refusal refusal) {
            return textView(page, place, form.refused(refusal, page));
        }
    }

    @GetMapping("/feedback")
    ModelAndView messages(Page page) {
        return page.view("kernel/portal/site/messages").addObject("messages", feedback.list(host.administered()));
    }

    @PostMapping("/feedback/{id}")
    ModelAndView answered(Page page, @PathVariable long id) {
        feedback.markAnswered(host.administered(), id);
        return page.redirect("/administration/site/feedback", "portal.site.messages.done");
    }

    @Override
    public List<Concern> concerns(Page page) {
        if (page.person() == null
                || page.person().municipalitiesWith(Permission.ADMINISTER).isEmpty()) {
            return List.of();
        }
        Municipality municipality = host.administered();
        List<Concern.Item> unwritten = lines(municipality)
                .filter(line -> line.newest() == null && line.language() == Language.GERMAN)
                .map(line -> new Concern.Item(
                        Mark.WARNING,
                        page.text("portal.site.text.template"),
                        page.text(line.kind().textKey()),
                        line.path()))
                .toList();
        List<Concern.Item> unanswered = feedback.list(municipality).stream()
                .filter(message -> message.answeredAt() == null)
                .limit(MOST_SHOWN)
                .map(message -> new Concern.Item(
                        Mark.INFO, page.ago(message.receivedAt()), message.message(), "/administration/site/feedback"))
                .toList();
        List<Concern> concerns = new ArrayList<>();
        concerns.add(new Concern("portal.home.messages", 10, "/administration/site/feedback", unanswered));
        concerns.add(new Concern("portal.home.setup", 40, "/administration/site", unwritten));
        return concerns;
    }

    private ModelAndView view(Page page, Form form) {
        Municipality municipality = host.administered();
        Table<Line> table = Table.<Line>named("texts")
                .column(
                        "kind",
                        "portal.site.text",
                        line -> Cell.link(
                                page.url(line.path()), page.text(line.kind().textKey())))
                .column(
                        "language",
                        "portal.languages",
                        line -> Cell.text(line.language().ownName()))
                .column("saved", "portal.site.text.saved", line -> Cell.time(savedAt(line.newest())))
                .column(
                        "by",
                        "portal.site.text.by",
                        line -> line.newest() == null
                                ? Cell.badge(Mark.WARNING, page.text("portal.site.text.template"))
                                : Cell.text(line.newest().savedBy()));
        return page.view("kernel/portal/site/administration", form)
                .addObject("municipality", municipality)
                .addObject("texts", table.show(page, lines(municipality).toList()));
    }

    private ModelAndView textView(Page page, SiteTexts.Place place, Form form) {
        Table<SiteTexts.Version> versions = Table.<SiteTexts.Version>named("versions")
                .column("at", "portal.site.text.saved", version -> Cell.time(version.savedAt()))
                .column("by", "portal.site.text.by", version -> Cell.text(version.savedBy()))
                .fixedColumn("body", "portal.site.text", version -> Cell.text(version.body()))
                .sortedBy("-at")
                .rowsPerPage(5);
        return page.view("kernel/portal/site/edit", form)
                .addObject("place", place)
                .addObject("versions", versions.show(page, texts.list(place)));
    }

    private Stream<Line> lines(Municipality municipality) {
        return Stream.of(TextKind.values())
                .flatMap(kind -> Stream.of(Language.values())
                        .map(language -> new Line(
                                kind,
                                language,
                                texts.findNewest(new SiteTexts.Place(municipality, kind, language))
                                        .orElse(null))));
    }

    private SiteTexts.Place place(String kind, String tag) {
        Language language = Stream.of(Language.values())
                .filter(one -> one.tag().equals(tag))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        return new SiteTexts.Place(host.administered(), TextKind.find(kind).orElseThrow(), language);
    }

    private static java.time.@Nullable Instant savedAt(SiteTexts.@Nullable Version version) {
        return version == null ? null : version.savedAt();
    }
}
