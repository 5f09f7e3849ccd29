package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PixelatedPhoto;
import de.stadtkern.kernel.portal.PixelatedPhoto.Part;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.ReportDesk;
import de.stadtkern.kernel.reports.ReportModeration;
import de.stadtkern.kernel.reports.ReportPhoto;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One photo: parts of it are pixelated, with a look before; then everybody may see it, or nobody. */
@Controller
@RequestMapping(HandledReportPage.ONE + "/photos/{photo:[0-9]{1,18}}")
class PixelatePage {

    /** So many parts can be marked at once; more after releasing it once. */
    static final int PARTS = 6;

    private static final List<String> SIDES = List.of("left", "top", "width", "height");

    private final ReportDesk desk;
    private final ReportModeration moderation;

    PixelatePage(ReportDesk desk, ReportModeration moderation) {
        this.desk = desk;
        this.moderation = moderation;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long number, @PathVariable long photo) {
        return view(page, get(number, photo), Form.blank(), null);
    }

    @GetMapping("/photo.jpg")
    ResponseEntity<byte[]> photo(@PathVariable long number, @PathVariable long photo) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(moderation.read(get(number, photo).id()));
    }

    @PostMapping("/preview")
    ModelAndView preview(Page page, @PathVariable long number, @PathVariable long photo, Form form) {
        ReportPhoto one = get(number, photo);
        try {
            byte[] drawn = PixelatedPhoto.of(moderation.read(photo), parts(form));
            return view(
                    page,
                    one,
                    form,
                    "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(drawn));
        } catch (Refusal refusal) {
            return view(page, one, form.refused(refusal, page), null);
        }
    }

    @PostMapping("/release")
    ModelAndView release(Page page, @PathVariable long number, @PathVariable long photo, Form form) {
        ReportPhoto one = get(number, photo);
        try {
            byte[] kept = moderation.read(photo);
            List<Part> parts = parts(form);
            moderation.releasePhoto(photo, parts.isEmpty() ? kept : PixelatedPhoto.of(kept, parts));
            return page.redirect("/reportdesk/" + number, "reportdesk.photo.released");
        } catch (Refusal refusal) {
            return view(page, one, form.refused(refusal, page), null);
        }
    }

    @PostMapping("/block")
    ModelAndView block(Page page, @PathVariable long number, @PathVariable long photo) {
        moderation.blockPhoto(get(number, photo).id());
        return page.redirect("/reportdesk/" + number, "reportdesk.photo.blocked");
    }

    private ReportPhoto get(long number, long photo) {
        return moderation.listPhotos(number).stream()
                .filter(one -> one.id() == photo)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("reportdesk.refusal.photo"));
    }

    /** What is marked, in percent; rows without any number mark nothing. */
    private static List<Part> parts(Form form) {
        return IntStream.rangeClosed(1, PARTS)
                .boxed()
                .flatMap(row -> part(form, row))
                .toList();
    }

    private static Stream<Part> part(Form form, int row) {
        if (SIDES.stream().allMatch(side -> form.value(side + row).isBlank())) {
            return Stream.empty();
        }
        double[] shares = SIDES.stream()
                .mapToDouble(side -> share(form.value(side + row), side + row))
                .toArray();
        try {
            return Stream.of(new Part(shares[0], shares[1], shares[2], shares[3]));
        } catch (Refusal refusal) {
            throw refusal.at("left" + row);
        }
    }

    private static double share(String text, String field) {
        if (!text.strip().matches("\\d{1,3}([.,]\\d{1,6})?")) {
            throw Refusal.badInput("portal.refusal.photo-parts").at(field);
        }
        return Double.parseDouble(text.strip().replace(',', '.')) / 100;
    }

    private ModelAndView view(Page page, ReportPhoto photo, Form form, @Nullable String preview) {
        Report report = desk.get(photo.reportNumber());
        return page.view("services/reportdesk/photo", form)
                .addObject("report", report)
                .addObject("photo", photo)
                .addObject(
                        "kept",
                        photo.state() != Report.Moderation.BLOCKED
                                && (photo.received() || photo.state() == Report.Moderation.RELEASED))
                .addObject("preview", preview);
    }
}
