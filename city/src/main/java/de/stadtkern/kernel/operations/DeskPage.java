package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The duty desk: what is proposed, what is under way, what was done. */
@Controller
@RequestMapping("/operations")
class DeskPage {

    private final Proposals proposals;
    private final WorkOrders orders;
    private final Proofs proofs;

    DeskPage(Proposals proposals, WorkOrders orders, Proofs proofs) {
        this.proposals = proposals;
        this.orders = orders;
        this.proofs = proofs;
    }

    @Bean
    static NavigationEntry deskEntry() {
        return new NavigationEntry("/operations", "operations.desk", Permission.SEE_OPERATIONS, 20);
    }

    @Bean
    static Dataset recordDataset() {
        return Proposals.RECORD;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return page.view("kernel/operations/desk")
                .addObject("proposals", proposals.listOpen())
                .addObject("orders", orders.listUndone())
                .addObject("proofs", proofs.listNewest());
    }

    @GetMapping(path = "/situation.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection situation(Page page) {
        List<Feature> features = new ArrayList<>();
        for (WorkOrder order : orders.listUndone()) {
            features.addAll(OrderMap.features(order, page));
        }
        for (Proposal proposal : proposals.listOpen()) {
            features.add(Feature.point(
                    proposal.position(),
                    Map.of(
                            "id",
                            "proposal-" + proposal.id(),
                            "state",
                            Mark.DANGER.key(),
                            "label",
                            page.text(proposal.headline()) + ": " + proposal.place(),
                            "href",
                            page.url("/operations/proposals/" + proposal.id()))));
        }
        return Feature.Collection.of(features);
    }
}
