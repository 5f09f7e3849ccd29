package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who works when in a week, as a table and as a list. */
@Controller
@RequestMapping("/fleet/roster")
class RosterPage {

    private static final int MOST_ROWS = 100;

    private final Shifts shifts;
    private final Municipalities municipalities;
    private final Clock clock;

    RosterPage(Shifts shifts, Municipalities municipalities, Clock clock) {
        this.shifts = shifts;
        this.municipalities = municipalities;
        this.clock = clock;
    }

    /** Somebody or something with what it is planned for. */
    private record Row(String name, List<Shift> shifts) {}

    @GetMapping
    ModelAndView show(
            Page page,
            @RequestParam(defaultValue = "0") long municipality,
            @RequestParam(defaultValue = "") String week) {
        long whose = shifts.getRoster(municipality);
        Week shown = Week.of(week, clock.instant());
        List<Shift> planned = shifts.list(whose, shown);
        Shifts.AtHand named = shifts.named(planned);
        return page.view("kernel/fleet/roster")
                .addObject("week", shown)
                .addObject("municipality", whose)
                .addObject("municipalities", Choices.municipalities(municipalities, shifts.listRosters()))
                .addObject("shifts", planned)
                .addObject("warnings", shifts.warnings(whose, planned))
                .addObject("names", new Names(named))
                .addObject("mayKeep", shifts.mayKeep(whose))
                .addObject("people", people(page, shown, named, planned))
                .addObject("machines", machines(page, shown, named, planned));
    }

    /** How those are called who work in shifts or are used. */
    record Names(Map<Long, String> members, Map<Long, String> vehicles) {

        Names(Shifts.AtHand named) {
            this(
                    named.members().stream().collect(Collectors.toMap(MemberRows.Known::id, MemberRows.Known::name)),
                    named.vehicles().stream().collect(Collectors.toMap(Vehicle::id, Vehicle::name)));
        }

        String of(Shift shift) {
            return joined(shift.members(), members);
        }

        String vehiclesOf(Shift shift) {
            return joined(shift.vehicles(), vehicles);
        }

        private static String joined(List<Long> ids, Map<Long, String> names) {
            return ids.stream().map(names::get).filter(Objects::nonNull).collect(Collectors.joining(", "));
        }
    }

    private static TableView people(Page page, Week week, Shifts.AtHand named, List<Shift> planned) {
        List<Row> rows = named.members().stream()
                .map(one -> new Row(one.name(), with(planned, Shift::members, one.id())))
                .toList();
        return table("people", "fleet.member.name", page, week)
                .fixedColumn("hours", "fleet.roster.hours", row -> Cell.number(hours(row.shifts()), 1, "h"))
                .show(page, rows);
    }

    private static TableView machines(Page page, Week week, Shifts.AtHand named, List<Shift> planned) {
        List<Row> rows = named.vehicles().stream()
                .map(one -> new Row(one.name(), with(planned, Shift::vehicles, one.id())))
                .toList();
        return table("machines", "fleet.vehicle", page, week).show(page, rows);
    }

    private static Table<Row> table(String name, String heading, Page page, Week week) {
        Table<Row> table = Table.<Row>named(name)
                .rowsPerPage(MOST_ROWS)
                .fixedColumn("name", heading, row -> Cell.text(row.name()));
        for (LocalDate day : week.days()) {
            table = table.fixedColumn(day.toString(), Week.written(page, day), row -> on(page, row, day));
        }
        return table;
    }

    private static Cell on(Page page, Row row, LocalDate day) {
        List<Shift> here = row.shifts().stream()
                .filter(shift -> Week.dayOf(shift).equals(day))
                .toList();
        String words = here.stream()
                .map(shift -> Week.times(page, shift) + " " + shift.name())
                .collect(Collectors.joining(", "));
        return here.size() == 1
                ? Cell.link(page.url("/fleet/shifts/" + here.getFirst().id()), words)
                : VehiclesPage.text(words);
    }

    /** Of work, without breaks; standby does not count. */
    private static double hours(List<Shift> shifts) {
        return shifts.stream()
                        .filter(shift -> !shift.standby())
                        .map(shift -> WorkingTime.Duty.of(shift).work())
                        .reduce(Duration.ZERO, Duration::plus)
                        .toMinutes()
                / 60.0;
    }

    private static List<Shift> with(List<Shift> planned, Function<Shift, List<Long>> what, long id) {
        return planned.stream().filter(shift -> what.apply(shift).contains(id)).toList();
    }
}
