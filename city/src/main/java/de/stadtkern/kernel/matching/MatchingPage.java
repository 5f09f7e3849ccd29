package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** A file of a track, shown on the streets. The answer to the form is all there is: nobody can open it again. */
@Controller
@RequestMapping("/matching")
class MatchingPage {

    private static final String FORM = "kernel/matching/matching";

    private final Matchings matchings;
    private final Access access;
    private final JsonMapper json;

    MatchingPage(Matchings matchings, Access access, JsonMapper json) {
        this.matchings = matchings;
        this.access = access;
        this.json = json;
    }

    @Bean
    static NavigationEntry matchingEntry() {
        return new NavigationEntry("/matching", "matching.matching", Permission.MATCH_TRACKS, 48);
    }

    @GetMapping
    ModelAndView show(Page page) {
        access.requireAnywhere(Permission.MATCH_TRACKS);
        return page.view(FORM, Form.blank()).addObject("most", megabytes());
    }

    @PostMapping
    ModelAndView match(Page page, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        access.requireAnywhere(Permission.MATCH_TRACKS);
        try {
            Matchings.Result result = matchings.match(content(file));
            List<DrivenStreet> streets = DrivenStreet.list(result);
            Matched matched = result.matched();
            return page.view("kernel/matching/matched")
                    .addObject("matched", matched)
                    .addObject(
                            "metres",
                            matched.steps().stream().mapToDouble(Step::metres).sum())
                    .addObject("features", json.writeValueAsString(MatchingMap.of(page, matched, streets)))
                    .addObject("streets", streets(page).show(page, streets))
                    .addObject("gaps", gaps(page).show(page, matched.gaps()))
                    .addObject("off", offNetwork().show(page, matched.offNetwork()));
        } catch (Refusal refusal) {
            return page.view(FORM, form.refused(refusal, page)).addObject("most", megabytes());
        }
    }

    /** Refused before it is read when it is too large. */
    static byte[] content(@Nullable MultipartFile file) throws IOException {
        if (file == null) {
            throw TrackFile.refused("matching.refusal.empty");
        }
        TrackFile.requireSize(file.getSize());
        return file.getBytes();
    }

    private static int megabytes() {
        return TrackFile.MOST_BYTES / (1024 * 1024);
    }

    private static Table<DrivenStreet> streets(Page page) {
        return MatchingPage.<DrivenStreet>whole("streets")
                .fixedColumn(
                        "name",
                        "matching.street",
                        one -> Cell.link("#map-street-" + one.number(), MatchingMap.name(page, one)))
                .fixedColumn(
                        "towards", "matching.towards", one -> Cell.text(page.text("matching.compass." + one.towards())))
                .fixedColumn("share", "matching.share", one -> Cell.number(100 * one.share(), 0, "%"))
                .fixedColumn("driven", "matching.driven", one -> Cell.number(one.drivenMetres(), 0, "m"))
                .fixedColumn("first", "matching.first", one -> Cell.time(one.first()))
                .fixedColumn("last", "matching.last", one -> Cell.time(one.last()))
                .fixedColumn("passes", "matching.passes", one -> Cell.number((double) one.passes(), 0, ""));
    }

    private static Table<Gap> gaps(Page page) {
        return MatchingPage.<Gap>whole("gaps")
                .fixedColumn("from", "matching.from", gap -> Cell.time(gap.from()))
                .fixedColumn("until", "matching.until", gap -> Cell.time(gap.until()))
                .fixedColumn("metres", "matching.apart", gap -> Cell.number(gap.metres(), 0, "m"))
                .fixedColumn("why", "matching.why", gap -> Cell.text(page.text("matching.why." + gap.why())));
    }

    private static Table<OffNetwork> offNetwork() {
        return MatchingPage.<OffNetwork>whole("off")
                .fixedColumn("from", "matching.from", off -> Cell.time(off.from()))
                .fixedColumn("until", "matching.until", off -> Cell.time(off.until()))
                .fixedColumn("metres", "matching.driven", off -> Cell.number(off.metres(), 0, "m"))
                .fixedColumn(
                        "fixes",
                        "matching.fixes",
                        off -> Cell.number((double) off.fixes().size(), 0, ""));
    }

    /** All rows at once: nothing could be fetched afterwards. */
    private static <T> Table<T> whole(String name) {
        return Table.<T>named(name).rowsPerPage(Integer.MAX_VALUE);
    }
}
