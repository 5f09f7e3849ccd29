package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.SegmentsGeoJson.Line;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The register of the streets as map and list: looked through by filters, changed for all that is found. */
@Controller
@RequestMapping("/streets")
class RegisterPage {

    static final String HERE = "/streets";

    /** More lines make a browser slow. */
    private static final int MOST_ON_MAP = 3000;

    private final StreetRegister register;
    private final RegisterRows rows;
    private final SegmentRows segments;

    RegisterPage(StreetRegister register, RegisterRows rows, SegmentRows segments) {
        this.register = register;
        this.rows = rows;
        this.segments = segments;
    }

    @Bean
    static NavigationEntry streetsEntry() {
        return new NavigationEntry(HERE, "streets.register", Permission.SEE_OPERATIONS, 45);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return view(page, page::parameter, Form.blank());
    }

    /** Says the same of all that the filter finds; refused when by now it finds another number than was seen. */
    @PostMapping
    ModelAndView change(Page page, Form form) {
        long municipality = register.municipality(form.value(RegisterFilters.MUNICIPALITY));
        register.requireKeeper(municipality);
        SegmentFilter filter = RegisterFilters.read(form::value);
        try {
            List<Long> found = rows.list(municipality, filter).stream()
                    .map(one -> one.segment().id())
                    .toList();
            if (!form.value("found").equals(Integer.toString(found.size()))) {
                throw Refusal.conflict("streets.refusal.found", form.value("found"), found.size());
            }
            int changed = register.change(municipality, found, wish(form), form.value("reason"));
            return page.redirect(
                    HERE + RegisterFilters.query(RegisterFilters.said(form::value)),
                    "streets.changed",
                    changed,
                    found.size());
        } catch (Refusal refusal) {
            return view(page, form::value, form.refused(refusal, page));
        }
    }

    @GetMapping("/map.geojson")
    void map(Page page, HttpServletResponse response) throws IOException {
        long municipality = register.municipality(page.parameter(RegisterFilters.MUNICIPALITY));
        List<RegisteredSegment> found = rows.list(municipality, RegisterFilters.read(page::parameter));
        response.setContentType(SegmentsGeoJson.MEDIA_TYPE);
        SegmentsGeoJson.write(
                attribution(),
                found.stream().limit(MOST_ON_MAP).map(one -> line(page, one)),
                response.getOutputStream());
    }

    @GetMapping("/register.geojson")
    void geoJson(Page page, HttpServletResponse response) throws IOException {
        List<RegisteredSegment> found = found(page);
        response.setContentType(SegmentsGeoJson.MEDIA_TYPE);
        response.setHeader("Content-Disposition", "attachment; filename=\"streets.geojson\"");
        RegisterWriter.geoJson(attribution(), found, response.getOutputStream());
    }

    @GetMapping("/register.csv")
    void csv(Page page, HttpServletResponse response) throws IOException {
        List<RegisteredSegment> found = found(page);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"streets.csv\"");
        RegisterWriter.csv(found, response.getOutputStream());
    }

    private List<RegisteredSegment> found(Page page) {
        long municipality = register.municipality(page.parameter(RegisterFilters.MUNICIPALITY));
        return rows.list(municipality, RegisterFilters.read(page::parameter));
    }

    private String attribution() {
        return segments.findExtract().map(Extract::attribution).orElse("");
    }

    private ModelAndView view(Page page, UnaryOperator<String> texts, Form form) {
        long municipality = register.municipality(texts.apply(RegisterFilters.MUNICIPALITY));
        SegmentFilter filter = RegisterFilters.read(texts);
        Map<String, String> said = RegisterFilters.said(texts);
        long found = rows.count(municipality, filter);
        return page.view("kernel/streets/register", form)
                .addObject("filter", RegisterFilters.form(texts).with(RegisterFilters.MUNICIPALITY, municipality))
                .addObject("said", said)
                .addObject("query", RegisterFilters.query(said))
                .addObject("narrowed", said.keySet().stream().anyMatch(RegisterFilters.MORE::contains))
                .addObject("found", found)
                .addObject("onMap", Math.min(found, MOST_ON_MAP))
                .addObject("mayKeep", register.mayKeep(municipality))
                .addObject("municipalities", register.choices())
                .addObject("choices", new RegisterChoices(page, rows, municipality))
                .addObject("segments", table(page, said).show(page, new Found(municipality, filter)));
    }

    /** Only what was chosen changes; a hyphen takes away. */
    private static RegisterChange wish(Form form) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String field : RegisterChange.FIELDS) {
            String text = form.value(field).strip();
            if (!text.isEmpty()) {
                wanted.put(field, text.equals("-") ? "" : text);
            }
        }
        return RegisterChange.of(wanted);
    }

    private static Line line(Page page, RegisteredSegment one) {
        Segment segment = one.segment();
        Integer winterClass = one.register().winterClass();
        String name = segment.name().isEmpty() ? RegisterChoices.roadClass(page, segment.roadClass()) : segment.name();
        return new Line(
                segment,
                Map.of(
                        "id", Long.toString(segment.id()),
                        "label", winterClass == null ? name : name + ", " + page.text("streets.winter." + winterClass),
                        "href", page.url("/streets/segment?id=" + segment.id()),
                        "state", mark(winterClass).key()));
    }

    private static Mark mark(@Nullable Integer winterClass) {
        return switch (winterClass) {
            case null -> Mark.PLANNED;
            case 1 -> Mark.RUNNING;
            case 2 -> Mark.INFO;
            default -> Mark.DONE;
        };
    }

    private static Table<RegisteredSegment> table(Page page, Map<String, String> said) {
        return Table.<RegisteredSegment>named("segments")
                .column("street", "streets.street", one -> street(page, one.segment(), said))
                .column(
                        "class",
                        "streets.class",
                        one -> Cell.text(
                                RegisterChoices.roadClass(page, one.segment().roadClass())))
                .column(
                        "length",
                        "streets.length",
                        one -> Cell.number(one.segment().lengthMetres(), 0, "m"))
                .column("winter", "streets.winter", one -> winter(page, one.register()))
                .column(
                        "sweeping",
                        "streets.sweeping",
                        one -> Cell.text(one.register().sweepingClass()))
                .fixedColumn(
                        "responsible",
                        "streets.responsible",
                        one -> one.register().responsibility() == null
                                ? Cell.empty()
                                : Cell.text(page.text(
                                        "streets.responsible." + one.register().responsibility())))
                .fixedColumn("remarks", "streets.remarks", one -> Cell.text(remarks(page, one.register())))
                .fixedColumn(
                        "map",
                        "streets.on-map",
                        one -> Cell.link(
                                "#map-" + one.segment().id(),
                                page.text("streets.on-map.show", one.segment().id())))
                .sortedBy("street");
    }

    /** The name leads to the segment; the note says which one, as all of a street have the same name. */
    private static Cell street(Page page, Segment segment, Map<String, String> said) {
        String name = segment.name().isEmpty() ? page.text("streets.nameless") : segment.name();
        String municipality = said.getOrDefault(RegisterFilters.MUNICIPALITY, "");
        String where = municipality.isEmpty() ? "" : "&municipality=" + municipality;
        return Cell.link(page.url("/streets/segment?id=" + segment.id() + where), name)
                .note(page.text("streets.segment.number", Long.toString(segment.id())));
    }

    private static Cell winter(Page page, Register register) {
        return register.winterClass() == null
                ? Cell.empty()
                : Cell.badge(mark(register.winterClass()), page.text("streets.winter." + register.winterClass()));
    }

    private static String remarks(Page page, Register register) {
        String salt = register.saltBan() ? page.text("streets.salt-ban") : "";
        Double width = register.maxWidthMetres();
        String narrow = width == null ? "" : page.text("streets.narrow.of", page.quantity(width, "m"));
        return salt.isEmpty() || narrow.isEmpty() ? salt + narrow : salt + ", " + narrow;
    }

    /** What the filter finds, page by page; the field of the table for words is part of the filter. */
    private final class Found implements Rows<RegisteredSegment> {

        private final long municipality;
        private final SegmentFilter filter;

        Found(long municipality, SegmentFilter filter) {
            this.municipality = municipality;
            this.filter = filter;
        }

        @Override
        public long count(TableQuery query) {
            return rows.count(municipality, filter);
        }

        @Override
        public List<RegisteredSegment> list(TableQuery query) {
            return rows.list(municipality, filter, query);
        }
    }
}
