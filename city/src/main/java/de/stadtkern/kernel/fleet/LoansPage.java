package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What municipalities lend each other. */
@Controller
@RequestMapping("/fleet/loans")
class LoansPage {

    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final String HERE = "/fleet/loans";

    private final Loans loans;
    private final Vehicles vehicles;
    private final Shifts shifts;

    LoansPage(Loans loans, Vehicles vehicles, Shifts shifts) {
        this.loans = loans;
        this.vehicles = vehicles;
        this.shifts = shifts;
    }

    @GetMapping
    ModelAndView list(Page page) {
        return view(page, Form.blank().with("what", page.parameter("what")).with("pays", "BORROWER"));
    }

    @PostMapping
    ModelAndView offer(Page page, Form form) {
        try {
            loans.offer(form);
            return page.redirect(HERE, "fleet.loan.offered");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/accept")
    ModelAndView accept(Page page, @PathVariable long id) {
        loans.accept(id);
        return page.redirect(HERE, "fleet.loan.accepted");
    }

    @PostMapping(ONE + "/end")
    ModelAndView end(Page page, @PathVariable long id) {
        loans.end(id);
        return page.redirect(HERE, "fleet.loan.ended");
    }

    static Mark mark(Loan.State state) {
        return switch (state) {
            case OFFERED -> Mark.INFO;
            case AGREED -> Mark.PLANNED;
            case RUNNING -> Mark.RUNNING;
            case OVER -> Mark.DONE;
        };
    }

    /** Who bears the costs, and which. */
    static String cost(Page page, Loan loan) {
        Loan.Cost cost = loan.cost();
        String who = page.text("fleet.loan.pays.by", cost.borrowerPays() ? loan.borrower() : loan.lender());
        return Stream.of(
                        who,
                        cost.eurosPerHour() == null ? "" : page.quantity(cost.eurosPerHour(), 2, "€/h"),
                        cost.eurosPerKilometre() == null ? "" : page.quantity(cost.eurosPerKilometre(), 2, "€/km"))
                .filter(Predicate.not(String::isEmpty))
                .reduce((one, next) -> one + ", " + next)
                .orElseThrow();
    }

    private ModelAndView view(Page page, Form form) {
        List<Loan> all = loans.list();
        Set<Long> kept = vehicles.listKept();
        return page.view("kernel/fleet/loans", form)
                .addObject("loans", all)
                .addObject("use", loans)
                .addObject(
                        "things",
                        kept.stream().sorted().flatMap(id -> things(page, id)).toList())
                .addObject(
                        "partners",
                        loans.listPartners(kept).stream()
                                .map(one -> new Choice(Long.toString(one.id()), one.name()))
                                .toList())
                .addObject(
                        "payers",
                        List.of(
                                new Choice("BORROWER", page.text("fleet.loan.pays.BORROWER")),
                                new Choice("LENDER", page.text("fleet.loan.pays.LENDER"))));
    }

    private Stream<Choice> things(Page page, long municipality) {
        Shifts.AtHand own = shifts.ownChoices(municipality);
        return Stream.concat(
                own.vehicles().stream().map(one -> new Choice("vehicle-" + one.id(), one.name())),
                own.members().stream()
                        .map(one -> new Choice("member-" + one.id(), page.text("fleet.loan.member", one.name()))));
    }
}
