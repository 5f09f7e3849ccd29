package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.NewReport;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.Report.Channel;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.Reports;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What people say by phone, by mail and at the counter becomes a report like any other. */
@Controller
@RequestMapping("/reportdesk/new")
class ReportEntryPage {

    private static final Channel[] CHANNELS = {Channel.PHONE, Channel.MAIL, Channel.DESK};

    private final Reports reports;
    private final ReportCategories categories;
    private final Addresses addresses;
    private final DeskTowns towns;

    ReportEntryPage(Reports reports, ReportCategories categories, Addresses addresses, DeskTowns towns) {
        this.reports = reports;
        this.categories = categories;
        this.addresses = addresses;
        this.towns = towns;
    }

    @GetMapping
    ModelAndView blank(Page page, Form asked) {
        Form form = Form.blank()
                .with("municipality", asked.value("municipality"))
                .with("token", UUID.randomUUID())
                .with("channel", Channel.PHONE);
        return view(page, form);
    }

    @PostMapping
    ModelAndView enter(Page page, Form form, @RequestParam(required = false) @Nullable MultipartFile photo)
            throws IOException {
        try {
            byte[] file = photo == null ? new byte[0] : photo.getBytes();
            long number = reports.submit(wish(form, file));
            return page.redirect("/reportdesk/" + number, "reportdesk.entered", Long.toString(number));
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    private NewReport wish(Form form, byte[] file) {
        long town = towns.choose(form.value("municipality"), Permission.HANDLE_REPORTS);
        Channel channel = form.choice("channel", Channel.class);
        if (!List.of(CHANNELS).contains(channel)) {
            throw Refusal.badInput("reportdesk.refusal.channel").at("channel");
        }
        String words = form.value("place").strip();
        return new NewReport(
                town,
                DeskWording.id(form, "category"),
                DeskWording.position(form).or(() -> find(words)).orElse(null),
                words,
                form.value("description"),
                file.length == 0 ? List.of() : List.of(file),
                Map.of(),
                new Report.Author(said(form, "mail"), said(form, "name"), null),
                channel,
                form.value("token").isBlank() ? null : form.value("token"));
    }

    /** The one place that the words surely mean. */
    private Optional<Position> find(String words) {
        return words.isEmpty() || words.length() > Addresses.LONGEST
                ? Optional.empty()
                : addresses.find(words, Optional.empty(), 1).stream()
                        .filter(one -> one.trust() == FoundAddress.Trust.SURE
                                && one.precision() != FoundAddress.Precision.MIDDLE)
                        .map(FoundAddress::position)
                        .findFirst();
    }

    private static @Nullable String said(Form form, String field) {
        String words = form.value(field).strip();
        return words.isEmpty() ? null : words;
    }

    private ModelAndView view(Page page, Form form) {
        long town = towns.choose(form.value("municipality"), Permission.HANDLE_REPORTS);
        List<Choice> channels = DeskWording.choices(page, "reports.channel.", CHANNELS);
        return page.view("services/reportdesk/entry", form.with("municipality", town))
                .addObject("towns", towns.choices(Permission.HANDLE_REPORTS))
                .addObject("channels", channels)
                .addObject("categories", DeskWording.categories(page, categories.listActive(town)));
    }
}
