package de.stadtkern.kernel.occasions;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.occasions.OccasionFile.Fault;
import de.stadtkern.kernel.occasions.OccasionFile.Line;
import de.stadtkern.kernel.occasions.OccasionFile.Read;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The calendar of a municipality's occasions, for those who keep its bins. */
@Controller
@RequestMapping("/occasions")
class OccasionsPage {

    private static final String HERE = "/occasions";
    private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("dd.MM.", Locale.ROOT);
    private static final Read NOTHING = new Read(List.of(), List.of());

    private final OccasionCalendar calendar;
    private final HolidayCalendar holidays;
    private final Municipalities municipalities;

    OccasionsPage(OccasionCalendar calendar, HolidayCalendar holidays, Municipalities municipalities) {
        this.calendar = calendar;
        this.holidays = holidays;
        this.municipalities = municipalities;
    }

    @Bean
    static NavigationEntry occasionsEntry() {
        return new NavigationEntry(HERE, "occasions.title", Permission.KEEP_CONTAINERS, 46);
    }

    @GetMapping
    ModelAndView show(Page page, @RequestParam(defaultValue = "0") long municipality) {
        return view(page, calendar.whose(municipality), Form.blank().with("radius", "200"), NOTHING, false);
    }

    @PostMapping
    ModelAndView add(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        long whose = calendar.whose(municipality);
        try {
            calendar.add(whose, form.with("days", ticked(form)));
            return page.redirect(HERE + "?municipality=" + whose, "occasions.done");
        } catch (Refusal refusal) {
            return view(page, whose, form.refused(refusal, page), NOTHING, false);
        }
    }

    @PostMapping("/holidays")
    ModelAndView putHolidays(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        long whose = calendar.whose(municipality);
        try {
            calendar.putHolidays(whose, form);
            return page.redirect(HERE + "?municipality=" + whose, "occasions.done");
        } catch (Refusal refusal) {
            return view(page, whose, form.refused(refusal, page), NOTHING, false);
        }
    }

    @PostMapping("/delete")
    ModelAndView remove(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        long whose = calendar.whose(municipality);
        calendar.remove(whose, form);
        return page.redirect(HERE + "?municipality=" + whose, "occasions.removed");
    }

    /** Looks at the file, or stores it, as the button says. */
    @PostMapping("/import")
    ModelAndView read(
            Page page,
            @RequestParam(defaultValue = "0") long municipality,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Form form)
            throws IOException {
        long whose = calendar.whose(municipality);
        boolean preview = !form.value("do").equals("store");
        boolean town = form.value("unfound").equals("true");
        try {
            if (file == null || file.isEmpty()) {
                throw Refusal.badInput("occasions.refusal.file").at("file");
            }
            Read read =
                    preview ? calendar.preview(file.getBytes(), town) : calendar.store(whose, file.getBytes(), town);
            return preview || !read.faults().isEmpty()
                    ? view(page, whose, form, read, preview)
                    : page.redirect(
                            HERE + "?municipality=" + whose,
                            "occasions.import.done",
                            read.lines().size());
        } catch (Refusal refusal) {
            return view(page, whose, form.refused(refusal, page), NOTHING, false);
        }
    }

    /** What holds now stands in the fields that nobody has filled yet. */
    private static Form filled(Form form, Holidays holidays) {
        return form.values().containsKey("own")
                ? form
                : form.with("land", holidays.land())
                        .with(
                                "own",
                                holidays.own().stream()
                                        .map(DAY_AND_MONTH::format)
                                        .collect(Collectors.joining(" ")));
    }

    /** To say whose holidays hold. */
    static List<Choice> lands(Page page) {
        return Stream.concat(
                        Stream.of(""), Arrays.stream(Holidays.Land.values()).map(Enum::name))
                .map(land -> new Choice(land, page.text("occasions.land" + (land.isEmpty() ? "" : "." + land))))
                .toList();
    }

    private static String ticked(Form form) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> form.value("on-" + day).equals("true"))
                .map(day -> day.name().substring(0, 2))
                .collect(Collectors.joining(","));
    }

    private ModelAndView view(Page page, long municipality, Form form, Read read, boolean looked) {
        List<Occasion> all = calendar.list(municipality);
        ModelAndView view = page.view("kernel/occasions/occasions", filled(form, holidays.get(municipality)))
                .addObject("municipality", municipality)
                .addObject("town", municipalities.get(municipality).name())
                .addObject("occasions", table(page).show(page, all))
                .addObject("all", all)
                .addObject("faulty", !read.faults().isEmpty())
                .addObject("faults", faults(page).show(page, read.faults()))
                .addObject("looked", looked && read.faults().isEmpty())
                .addObject("lines", lines(page).show(page, read.lines()));
        if (!read.faults().isEmpty()) {
            view.setStatus(HttpStatus.BAD_REQUEST);
        }
        return view;
    }

    private static Table<Occasion> table(Page page) {
        return Table.<Occasion>named("occasions")
                .column("name", "occasions.name", one -> Cell.text(one.name()))
                .column("when", "occasions.when", one -> Cell.text(when(page, one)))
                .column("where", "occasions.where", one -> Cell.text(where(page, one)));
    }

    private static Table<Line> lines(Page page) {
        return Table.<Line>named("lines")
                .fixedColumn("number", "occasions.import.line", one -> Cell.number((double) one.number(), 0, ""))
                .fixedColumn(
                        "name",
                        "occasions.name",
                        one -> Cell.text(one.occasion().name()))
                .fixedColumn("when", "occasions.when", one -> Cell.text(when(page, one.occasion())))
                .fixedColumn("where", "occasions.where", one -> Cell.text(where(page, one.occasion())))
                .rowsPerPage(OccasionFile.MOST);
    }

    private static Table<Fault> faults(Page page) {
        return Table.<Fault>named("faults")
                .fixedColumn("number", "occasions.import.line", one -> Cell.number((double) one.number(), 0, ""))
                .fixedColumn(
                        "field",
                        "occasions.import.field",
                        one -> Cell.text(one.refusal().field()))
                .fixedColumn(
                        "rule",
                        "occasions.import.rule",
                        one -> Cell.text(page.text(
                                one.refusal().textKey(),
                                one.refusal().arguments().toArray())))
                .rowsPerPage(OccasionFile.MOST);
    }

    /** To take one out. */
    static List<Choice> choices(Page page, List<Occasion> all) {
        return all.stream()
                .map(one -> new Choice(
                        Long.toString(one.id()),
                        page.text("occasions.one", one.name(), when(page, one), where(page, one))))
                .toList();
    }

    private static String when(Page page, Occasion one) {
        String span = one.begins().equals(one.ends())
                ? day(page, one.begins())
                : one.ends() == null
                        ? page.text("occasions.since", day(page, one.begins()))
                        : page.text("occasions.span", day(page, one.begins()), day(page, one.ends()));
        String days =
                one.days().stream().sorted().map(day -> weekday(page, day)).collect(Collectors.joining(", "));
        String plain = days.isEmpty() ? span : page.text("occasions.weekly", days, span);
        return one.excepted().isEmpty()
                ? plain
                : page.text(
                        "occasions.except",
                        plain,
                        one.excepted().stream()
                                .sorted()
                                .map(day -> day(page, day))
                                .collect(Collectors.joining(", ")));
    }

    private static String where(Page page, Occasion one) {
        Occasion.Area area = one.area();
        return area == null
                ? page.text("occasions.town")
                : page.text("occasions.around", area.place(), page.quantity(area.radius(), 0, "m"));
    }

    static String weekday(Page page, DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, page.language().locale());
    }

    private static String day(Page page, LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(page.language().locale())
                .format(day);
    }
}
