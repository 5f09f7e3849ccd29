package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Streets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** One proposal: why it was raised, and the form in which a person decides it. */
@Controller
@RequestMapping("/operations/proposals/{id}")
class ProposalPage {

    private final Proposals proposals;
    private final Decisions decisions;
    private final DecisionRows decided;
    private final Streets streets;
    private final Access access;

    ProposalPage(Proposals proposals, Decisions decisions, DecisionRows decided, Streets streets, Access access) {
        this.proposals = proposals;
        this.decisions = decisions;
        this.decided = decided;
        this.streets = streets;
        this.access = access;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, id, Form.blank());
    }

    @PostMapping
    ModelAndView decide(Page page, @PathVariable long id, Form form) {
        try {
            decisions.decide(
                    id, new Decisions.Choice(form.value("headline"), form.value("measure"), form.value("reason")));
            return page.redirect("/operations/proposals/" + id, "operations.decide.done");
        } catch (Refusal refusal) {
            if (refusal.status() == HttpStatus.CONFLICT) {
                throw refusal;
            }
            return view(page, id, form.refused(refusal, page));
        }
    }

    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, @PathVariable long id) {
        Proposal proposal = proposals.get(id);
        List<Feature> features = new ArrayList<>();
        streets.listByIds(proposal.segmentIds())
                .forEach(segment -> features.add(
                        Feature.line(segment.course(), Map.of("state", Mark.PLANNED.key(), "label", segment.name()))));
        features.add(Feature.point(proposal.position(), Map.of("state", Mark.DANGER.key(), "label", proposal.place())));
        return Feature.Collection.of(features);
    }

    private ModelAndView view(Page page, long id, Form form) {
        Proposal proposal = proposals.get(id);
        List<Choice> measures = proposal.measures().stream()
                .map(measure -> new Choice(measure, page.text(measure)))
                .toList();
        return page.view("kernel/operations/proposal", form)
                .addObject("measures", measures)
                .addObject("proposal", proposal)
                .addObject("segments", streets.listByIds(proposal.segmentIds()))
                .addObject("decision", decided.findOf(id).orElse(null))
                .addObject(
                        "mayDecide",
                        proposals.isOpen(proposal) && access.allows(Permission.DECIDE, proposal.municipalityId()));
    }
}
