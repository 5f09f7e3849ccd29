package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.Vehicles.Standing;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Vehicles, crew members, shifts and loans as JSON, for reading. Each answers what its page shows the same person. */
@RestController
@RequestMapping("/fleet/api")
class FleetApi {

    private final Vehicles vehicles;
    private final CrewMembers members;
    private final Shifts shifts;
    private final Loans loans;
    private final Clock clock;

    FleetApi(Vehicles vehicles, CrewMembers members, Shifts shifts, Loans loans, Clock clock) {
        this.vehicles = vehicles;
        this.members = members;
        this.shifts = shifts;
        this.loans = loans;
        this.clock = clock;
    }

    /** A warning: which rule, of which law, about whom, and its figures (times as ISO 8601). */
    record Line(Warning.Rule rule, String law, String about, List<Object> figures) {

        static Line of(Warning warning) {
            return new Line(
                    warning.rule(),
                    warning.rule().law(),
                    warning.about(),
                    warning.figures().stream()
                            .map(one -> one instanceof Number || one instanceof List<?> ? one : (Object) one.toString())
                            .toList());
        }
    }

    /** A shift and what speaks against it. */
    record Planned(Shift shift, List<Line> warnings) {}

    /** A loan and how it stands. */
    record Lent(Loan loan, Loan.State state) {}

    @GetMapping("/vehicles")
    List<Standing> vehicles() {
        return vehicles.list();
    }

    @GetMapping("/members")
    List<CrewMembers.Standing> members() {
        return members.list();
    }

    /** The shifts that begin in the week in which the day lies. */
    @GetMapping("/shifts")
    List<Planned> shifts(
            @RequestParam(defaultValue = "0") long municipality, @RequestParam(defaultValue = "") String week) {
        long whose = shifts.getRoster(municipality);
        Week shown = Week.of(week, clock.instant());
        List<Shift> planned = shifts.list(whose, shown);
        Map<Long, List<Warning>> warnings = shifts.warnings(whose, planned);
        return planned.stream()
                .map(one -> new Planned(
                        one,
                        warnings.getOrDefault(one.id(), List.of()).stream()
                                .map(Line::of)
                                .toList()))
                .toList();
    }

    @GetMapping("/loans")
    List<Lent> loans() {
        return loans.list().stream().map(one -> new Lent(one, loans.state(one))).toList();
    }
}
