package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Streets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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

    /** What the person has filled in; empty at first. */
    record Form(String measure, String reason, @Nullable String error) {}

    @GetMapping
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, id, new Form("", "", null));
    }

    @PostMapping
    ModelAndView decide(
            Page page,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String headline,
            @RequestParam(defaultValue = "") String measure,
            @RequestParam(defaultValue = "") String reason) {
        try {
            decisions.decide(id, new Decisions.Choice(headline, measure, reason));
            return new ModelAndView("redirect:/operations/proposals/" + id);
        } catch (Refusal refusal) {
            if (refusal.status() != HttpStatus.BAD_REQUEST) {
                throw refusal;
            }
            String error = page.text(refusal.textKey(), refusal.arguments().toArray());
            ModelAndView again = view(page, id, new Form(measure, reason, error));
            again.setStatus(refusal.status());
            return again;
        }
    }

    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, @PathVariable long id) {
        Proposal proposal = proposals.get(id);
        List<Feature> features = new ArrayList<>();
        streets.listByIds(proposal.segmentIds())
                .forEach(segment -> features.add(
                        Feature.line(segment.course(), Map.of("state", "order-planned", "label", segment.name()))));
        features.add(Feature.point(proposal.position(), Map.of("state", "proposal", "label", proposal.place())));
        return Feature.Collection.of(features);
    }

    private ModelAndView view(Page page, long id, Form form) {
        Proposal proposal = proposals.get(id);
        return page.view("kernel/operations/proposal")
                .addObject("proposal", proposal)
                .addObject("segments", streets.listByIds(proposal.segmentIds()))
                .addObject("decision", decided.findOf(id).orElse(null))
                .addObject(
                        "mayDecide",
                        proposals.isOpen(proposal) && access.allows(Permission.DECIDE, proposal.municipalityId()))
                .addObject("form", form);
    }
}
