package de.stadtkern.services.reporting;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.OfflinePart;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.NewReport;
import de.stadtkern.kernel.reports.PublicReport;
import de.stadtkern.kernel.reports.PublicReports;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportCategory;
import de.stadtkern.kernel.reports.ReportFollowers;
import de.stadtkern.kernel.reports.ReportRules;
import de.stadtkern.kernel.reports.Reports;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Reporting something: first where and of what kind, then, beside what others reported there, what it is. */
@Controller
@RequestMapping(NewReportPage.HERE)
class NewReportPage {

    static final String HERE = ReportPaths.HERE + "/new";

    private final Reports reports;
    private final PublicReports publicly;
    private final ReportCategories categories;
    private final ReportRules rules;
    private final ReportFollowers followers;
    private final Municipalities municipalities;
    private final Where where;
    private final ReportLimit limit;

    NewReportPage(
            Reports reports,
            PublicReports publicly,
            ReportCategories categories,
            ReportRules rules,
            ReportFollowers followers,
            Municipalities municipalities,
            Where where,
            ReportLimit limit) {
        this.reports = reports;
        this.publicly = publicly;
        this.categories = categories;
        this.rules = rules;
        this.followers = followers;
        this.municipalities = municipalities;
        this.where = where;
        this.limit = limit;
    }

    @Bean
    static OfflinePart reportingOffline() {
        return new OfflinePart(HERE, HERE + "/offline", List.of("sk-draft.js", "sk-kept.js"));
    }

    @GetMapping
    ModelAndView begin(Page page, Form form) {
        return first(page, form, List.of());
    }

    /** The address of the second step, opened anew: what was typed is gone. */
    @GetMapping("/what")
    String beginAgain() {
        return "redirect:" + HERE;
    }

    @PostMapping("/what")
    ModelAndView next(Page page, Form form) {
        try {
            Where.Answer answer = where.read(form);
            if (!answer.clear()) {
                return first(page, form, candidates(page, answer));
            }
            ReportCategory category = category(municipality(page, answer.position()), form);
            Form known = form.with(
                            "lat",
                            answer.position() == null ? "" : answer.position().lat())
                    .with(
                            "lon",
                            answer.position() == null ? "" : answer.position().lon())
                    .with("token", UUID.randomUUID());
            return second(page, known, category, answer.position());
        } catch (Refusal refusal) {
            return first(page, form.refused(placed(refusal), page), List.of());
        }
    }

    @PostMapping
    ModelAndView send(
            Page page,
            Form form,
            @RequestParam(required = false) @Nullable List<MultipartFile> photo,
            HttpServletRequest request)
            throws IOException {
        Position position = Where.position(form.value("lat"), form.value("lon")).orElse(null);
        ReportCategory category;
        try {
            category = category(municipality(page, position), form);
        } catch (Refusal refusal) {
            return first(page, form.refused(placed(refusal), page), List.of());
        }
        try {
            requireAnswerable(page, form);
            limit.admit(request.getRemoteAddr());
            long number = reports.submit(wish(page, form, category, position, files(photo)));
            follow(page, form, number);
            return new ModelAndView("redirect:" + HERE + "/sent?token=" + form.value("token"));
        } catch (Refusal refusal) {
            return second(page, form.refused(refusal, page), category, position);
        }
    }

    /** For whoever sent it, by the token of the form. */
    @GetMapping("/sent")
    ModelAndView sent(Page page) {
        return reports.findSubmitted(page.parameter("token"))
                .map(report -> page.view("services/reporting/sent").addObject("report", report))
                .orElseGet(() -> new ModelAndView("redirect:" + HERE));
    }

    /** The form as a whole, for who has no connection: knows nobody, and the browser keeps it. */
    @GetMapping("/offline")
    ModelAndView offline(Page page, Form form) {
        return page.view("services/reporting/offline", form)
                .addObject("daysKept", reports.daysKept())
                .addObject("categories", categoryChoices(page));
    }

    private ModelAndView first(Page page, Form form, List<Choice> candidates) {
        return page.view(
                        "services/reporting/where",
                        candidates.isEmpty()
                                ? form
                                : form.with("asked", form.value("where").strip()))
                .addObject("categories", categoryChoices(page))
                .addObject("candidates", candidates);
    }

    private ModelAndView second(Page page, Form form, ReportCategory category, @Nullable Position position) {
        List<PublicReport> similar = position == null ? List.of() : publicly.listSimilar(category.id(), position);
        return page.view("services/reporting/what", form)
                .addObject("category", category)
                .addObject("similar", similar)
                .addObject("address", reports.address(position))
                .addObject("byMail", followers.isByMailOffered())
                .addObject("daysKept", reports.daysKept());
    }

    private Municipality municipality(Page page, @Nullable Position position) {
        return position == null
                ? municipalities.getFor(page.person())
                : rules.findMunicipality(position)
                        .orElseThrow(() ->
                                Refusal.badInput("reports.refusal.outside").at("where"));
    }

    private ReportCategory category(Municipality municipality, Form form) {
        return categories
                .find(municipality.id(), form.value("category"))
                .filter(ReportCategory::active)
                .orElseThrow(
                        () -> Refusal.badInput("reporting.refusal.category").at("category"));
    }

    private static NewReport wish(
            Page page, Form form, ReportCategory category, @Nullable Position position, List<byte[]> photos) {
        Person person = page.person();
        return new NewReport(
                category.municipalityId(),
                category.id(),
                position,
                form.value("where"),
                form.value("description"),
                photos,
                Map.of(),
                new Report.Author(form.value("mail"), null, person == null ? null : person.id()),
                form.value("channel").equals("QR") ? Report.Channel.QR : Report.Channel.FORM,
                form.value("token"));
    }

    private static void requireAnswerable(Page page, Form form) {
        if (form.value("description").isBlank()) {
            throw Refusal.badInput("reporting.refusal.description").at("description");
        }
        if (!form.value("token").matches("[A-Za-z0-9-]{20,60}")) {
            throw Refusal.badInput("reporting.refusal.token");
        }
        if (isFollowed(form) && form.value("mail").isBlank() && page.person() == null) {
            throw Refusal.badInput("reporting.refusal.mail").at("mail");
        }
    }

    private void follow(Page page, Form form, long number) {
        if (isFollowed(form)) {
            if (page.person() != null) {
                followers.follow(number, page.language());
            } else if (followers.isByMailOffered()) {
                followers.followByMail(number, form.value("mail"), page.language());
            }
        }
    }

    private static boolean isFollowed(Form form) {
        return form.value("follow").equals("true");
    }

    private List<Choice> categoryChoices(Page page) {
        return Stream.concat(
                        Stream.of(new Choice("", page.text("reporting.choose"))),
                        categories
                                .listActive(municipalities.getFor(page.person()).id())
                                .stream()
                                .map(one -> new Choice(one.code(), one.names().in(page.language()))))
                .toList();
    }

    private static List<Choice> candidates(Page page, Where.Answer answer) {
        return Stream.concat(
                        answer.candidates().stream()
                                .map(one -> new Choice(
                                        one.position().lat() + " "
                                                + one.position().lon(),
                                        (one.label() + ", " + one.context()).replaceFirst(", $", ""))),
                        Stream.of(new Choice(Where.WORDS, page.text("reporting.where.words"))))
                .toList();
    }

    /** What the kernel calls the place stands in the field for it. */
    private static Refusal placed(Refusal refusal) {
        return refusal.field().equals("place") ? refusal.at("where") : refusal;
    }

    private static List<byte[]> files(@Nullable List<MultipartFile> photos) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (MultipartFile photo : photos == null ? List.<MultipartFile>of() : photos) {
            if (!photo.isEmpty()) {
                files.add(photo.getBytes());
            }
        }
        return files;
    }
}
