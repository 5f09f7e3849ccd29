package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.CrewMembers.Standing;
import de.stadtkern.kernel.fleet.MemberRows.Known;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The crew members: what they may do, and when they are absent. */
@Controller
@RequestMapping("/fleet/members")
class MembersPage {

    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final String HERE = "/fleet/members";

    private final CrewMembers members;
    private final Vehicles vehicles;
    private final Municipalities municipalities;
    private final FleetSettings settings;

    MembersPage(CrewMembers members, Vehicles vehicles, Municipalities municipalities, FleetSettings settings) {
        this.members = members;
        this.vehicles = vehicles;
        this.municipalities = municipalities;
        this.settings = settings;
    }

    @GetMapping
    ModelAndView list(Page page) {
        return page.view("kernel/fleet/members")
                .addObject("members", table(page).show(page, members.list()))
                .addObject("days", settings.keepMembers().toDays());
    }

    @GetMapping("/new")
    ModelAndView blank(Page page) {
        return view(page, null, Form.blank());
    }

    @PostMapping("/new")
    ModelAndView create(Page page, Form form) {
        try {
            return page.redirect(HERE + "/" + members.create(form), "fleet.member.added");
        } catch (Refusal refusal) {
            return view(page, null, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        Known member = members.get(id);
        return view(page, member, CrewMembers.of(member));
    }

    @PostMapping(ONE)
    ModelAndView change(Page page, @PathVariable long id, Form form) {
        Known member = members.get(id);
        try {
            members.change(id, form);
            return page.redirect(HERE + "/" + id, "fleet.member.changed");
        } catch (Refusal refusal) {
            return view(page, member, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/delete")
    ModelAndView delete(Page page, @PathVariable long id) {
        members.delete(id);
        return page.redirect(HERE, "fleet.member.deleted");
    }

    @PostMapping(ONE + "/absences")
    ModelAndView markAbsent(Page page, @PathVariable long id, Form form) {
        Known member = members.get(id);
        try {
            return page.redirect(
                    HERE + "/" + id,
                    "fleet.absence.done",
                    members.markAbsent(id, form).size());
        } catch (Refusal refusal) {
            Form typed =
                    CrewMembers.of(member).with("begin", form.value("begin")).with("end", form.value("end"));
            return view(page, member, typed.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/absences/end")
    ModelAndView markPresent(Page page, @PathVariable long id) {
        members.markPresent(id);
        return page.redirect(HERE + "/" + id, "fleet.absence.ended");
    }

    private ModelAndView view(Page page, @Nullable Known member, Form form) {
        List<Choice> choices = Choices.municipalities(
                municipalities, member == null ? vehicles.listKept() : List.of(member.municipalityId()));
        List<Choice> accounts = choices.stream()
                .flatMap(one -> members.listAccounts(Long.parseLong(one.value())).stream())
                .distinct()
                .map(person -> new Choice(Long.toString(person.id()), person.name()))
                .toList();
        return page.view("kernel/fleet/member", form)
                .addObject("member", member)
                .addObject("municipalities", choices)
                .addObject(
                        "accounts",
                        Stream.concat(Stream.of(new Choice("", page.text("fleet.account.none"))), accounts.stream())
                                .toList())
                .addObject("absences", member == null ? List.of() : members.listAbsences(member.id()))
                .addObject("concerned", member == null ? List.of() : members.listConcerned(member.id()));
    }

    private static Table<Standing> table(Page page) {
        return Table.<Standing>named("members")
                .column(
                        "name",
                        "fleet.member.name",
                        one -> Cell.link(
                                page.url(HERE + "/" + one.member().id()),
                                one.member().name()))
                .column("state", "fleet.state", one -> state(page, one))
                .fixedColumn(
                        "qualifications",
                        "fleet.qualifications",
                        one -> VehiclesPage.text(one.member().qualifications().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(held -> qualification(page, held.getKey(), held.getValue()))
                                .collect(Collectors.joining(", "))))
                .column(
                        "hours",
                        "fleet.weeklyHours",
                        one -> Cell.number(one.member().weeklyHours(), 1, "h"))
                .sortedBy("name");
    }

    private static Cell state(Page page, Standing one) {
        if (one.member().leftOn() != null) {
            return Cell.badge(
                    Mark.STALE,
                    page.text("fleet.member.left", day(page, one.member().leftOn())));
        }
        return one.absent()
                ? Cell.badge(Mark.WARNING, page.text("fleet.member.absent"))
                : Cell.badge(Mark.OK, page.text("fleet.member.present"));
    }

    private static String qualification(Page page, Qualification kind, Optional<LocalDate> last) {
        String name = page.text("fleet.qualification." + kind);
        return last.map(day -> page.text("fleet.qualification.until", name, day(page, day)))
                .orElse(name);
    }

    static String day(Page page, LocalDate day) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(page.language().locale()));
    }
}
