package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** One proposal: why it was raised, what became of it, and the forms in which a person decides it. */
@Controller
@RequestMapping("/operations/proposals/{id}")
class ProposalPage {

    private static final String HERE = "/operations/proposals/";

    private final Proposals proposals;
    private final ProposalRows rows;
    private final Decisions decisions;
    private final DecisionRows decided;
    private final StepRows steps;
    private final Merging merging;
    private final UrgentProposals urgent;
    private final Measures measures;
    private final ProposalForm fields;
    private final Streets streets;
    private final Access access;
    private final Clock clock;

    ProposalPage(
            Proposals proposals,
            ProposalRows rows,
            Decisions decisions,
            DecisionRows decided,
            StepRows steps,
            Merging merging,
            UrgentProposals urgent,
            Measures measures,
            ProposalForm fields,
            Streets streets,
            Access access,
            Clock clock) {
        this.proposals = proposals;
        this.rows = rows;
        this.decisions = decisions;
        this.decided = decided;
        this.steps = steps;
        this.merging = merging;
        this.urgent = urgent;
        this.measures = measures;
        this.fields = fields;
        this.streets = streets;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, id, Form.blank());
    }

    @PostMapping
    ModelAndView decide(Page page, @PathVariable long id, Form form) {
        return answer(page, id, form, "operations.decide.done", () -> {
            Proposal proposal = proposals.get(id);
            decisions.decide(
                    id,
                    new DecisionChoice(
                            ProposalForm.shown(form),
                            ProposalForm.measure(form),
                            fields.where(form, ProposalForm.streets(streets.listByIds(proposal.segmentIds()))),
                            form.value("reason"),
                            null));
        });
    }

    @PostMapping("/postponement")
    ModelAndView postpone(Page page, @PathVariable long id, Form form) {
        return answer(page, id, form, "operations.postpone.done", () -> {
            proposals.get(id);
            try {
                decisions.postpone(
                        id,
                        new Decisions.Postponement(
                                ProposalForm.shown(form),
                                ProposalForm.time(form, "until"),
                                form.value("laterReason"),
                                null));
            } catch (Refusal refusal) {
                throw refusal.field().equals("reason") ? refusal.at("laterReason") : refusal;
            }
        });
    }

    @PostMapping("/care")
    ModelAndView takeCare(Page page, @PathVariable long id) {
        return answer(page, id, Form.blank(), "operations.care.done", () -> urgent.takeCare(id));
    }

    @PostMapping("/merge")
    ModelAndView merge(Page page, @PathVariable long id, Form form) {
        return answer(page, id, form, "operations.merge.done", () -> {
            String other = form.value("other");
            if (!other.matches("\\d{1,18}")) {
                throw Refusal.badInput("operations.refusal.merge").at("other");
            }
            merging.merge(id, Long.parseLong(other));
        });
    }

    @PostMapping("/parts/{part:[0-9]{1,18}}/split")
    ModelAndView split(Page page, @PathVariable long id, @PathVariable long part) {
        return answer(page, id, Form.blank(), "operations.split.done", () -> merging.split(id, part));
    }

    private ModelAndView answer(Page page, long id, Form form, String done, Runnable act) {
        try {
            act.run();
            return page.redirect(HERE + id, done);
        } catch (Refusal refusal) {
            return view(page, id, form.refused(refusal, page));
        }
    }

    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(@PathVariable long id) {
        Proposal proposal = proposals.get(id);
        List<Feature> features = new ArrayList<>();
        streets.listByIds(proposal.segmentIds())
                .forEach(segment -> features.add(
                        Feature.line(segment.course(), Map.of("state", Mark.PLANNED.key(), "label", segment.name()))));
        features.add(place(proposal));
        proposal.parts().forEach(part -> features.add(place(part)));
        return Feature.Collection.of(features);
    }

    private static Feature place(Proposal proposal) {
        return Feature.point(proposal.position(), Map.of("state", Mark.DANGER.key(), "label", proposal.place()));
    }

    private ModelAndView view(Page page, long id, Form form) {
        Proposal proposal = proposals.read(id);
        Instant now = clock.instant();
        List<Segment> segments = streets.listByIds(proposal.segmentIds());
        Long main = proposal.standing().mergedInto();
        boolean mayDecide = proposal.isWaiting(now) && access.allows(Permission.DECIDE, proposal.municipalityId());
        Optional<Decision> decision = decided.findOf(main == null ? id : main);
        return page.view("kernel/operations/proposal", form)
                .addObject("proposal", proposal)
                .addObject("state", proposal.stateAt(now))
                .addObject("segments", segments)
                .addObject("streets", ProposalForm.streets(segments))
                .addObject("decision", decision.orElse(null))
                .addObject(
                        "order",
                        decision.flatMap(one -> decided.findOrder(one.id())).orElse(null))
                .addObject("taken", steps.findTaken(id).orElse(null))
                .addObject("call", urgent.findCall(id).orElse(null))
                .addObject("steps", steps.list(id))
                .addObject("seen", steps.listSeen(id))
                .addObject("measures", offered(page, proposal))
                .addObject("others", measures.choices(page))
                .addObject("mergeable", mayDecide ? mergeable(page, proposal, now) : List.of())
                .addObject("mayDecide", mayDecide);
    }

    private static List<Choice> offered(Page page, Proposal proposal) {
        List<Choice> choices = new ArrayList<>();
        proposal.alternatives()
                .forEach(one -> choices.add(new Choice(one.measure(), ProposalWording.choice(page, one))));
        choices.add(new Choice(Measure.REJECT, page.text("operations.measure.reject.choose")));
        choices.add(new Choice(ProposalForm.OTHER, page.text("operations.measure.other.choose")));
        return choices;
    }

    private List<Choice> mergeable(Page page, Proposal proposal, Instant now) {
        return rows.listWaiting(proposal.municipalityId(), now).stream()
                .filter(other -> other.id() != proposal.id())
                .map(other -> new Choice(Long.toString(other.id()), ProposalWording.title(page, other)))
                .toList();
    }
}
