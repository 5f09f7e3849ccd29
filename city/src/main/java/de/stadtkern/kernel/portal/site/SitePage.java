package de.stadtkern.kernel.portal.site;

import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PageFrame;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's pages about the site itself: statement, privacy, imprint, the feedback form; logo and colours. */
@Controller
@RequestMapping("/site")
class SitePage {

    private static final CacheControl A_YEAR =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final SiteTexts texts;
    private final Feedback feedback;
    private final Looks looks;
    private final Host host;

    SitePage(SiteTexts texts, Feedback feedback, Looks looks, Host host) {
        this.texts = texts;
        this.feedback = feedback;
        this.looks = looks;
        this.host = host;
    }

    @Bean
    @Order(1)
    static PageFrame.Link accessibilityLink() {
        return new PageFrame.Link("/site/accessibility", "portal.site.accessibility");
    }

    @Bean
    @Order(2)
    static PageFrame.Link feedbackLink() {
        return new PageFrame.Link("/site/feedback", "portal.site.feedback");
    }

    @Bean
    @Order(3)
    static PageFrame.Link privacyLink() {
        return new PageFrame.Link("/site/privacy", "portal.site.privacy");
    }

    @Bean
    @Order(4)
    static PageFrame.Link imprintLink() {
        return new PageFrame.Link("/site/imprint", "portal.site.imprint");
    }

    @GetMapping("/{kind:accessibility|privacy|imprint}")
    ModelAndView text(Page page, @PathVariable String kind, @RequestParam(defaultValue = "") String of) {
        Municipality municipality = host.municipality(of);
        TextKind known = TextKind.find(kind).orElseThrow();
        return page.view("kernel/portal/site/text")
                .addObject("kind", known)
                .addObject("municipality", municipality)
                .addObject("municipalities", host.list())
                .addObject(
                        "html", Markdown.html(texts.body(new SiteTexts.Place(municipality, known, page.language()))));
    }

    @GetMapping("/feedback")
    ModelAndView form(Page page, @RequestParam(defaultValue = "") String about) {
        return page.view("kernel/portal/site/feedback", Form.blank().with("about", about));
    }

    @PostMapping("/feedback")
    ModelAndView send(Page page, Form form) {
        try {
            feedback.send(host.municipality(), form.value("about"), form.value("message"), form.value("contact"));
            return page.redirect("/site/feedback", "portal.site.feedback.done");
        } catch (Refusal refusal) {
            return page.view("kernel/portal/site/feedback", form.refused(refusal, page));
        }
    }

    @GetMapping("/{municipality:[0-9]+}/logo.png")
    ResponseEntity<byte[]> logo(@PathVariable long municipality) {
        byte[] logo = looks.findLogo(municipality).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        return ResponseEntity.ok()
                .cacheControl(A_YEAR)
                .contentType(MediaType.IMAGE_PNG)
                .body(logo);
    }

    @GetMapping(path = "/{municipality:[0-9]+}/colors.css", produces = "text/css")
    ResponseEntity<String> colors(@PathVariable long municipality) {
        Looks.Choice choice = looks.find(municipality)
                .filter(Looks.Choice::hasColors)
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        return ResponseEntity.ok().cacheControl(A_YEAR).body(choice.style());
    }
}
