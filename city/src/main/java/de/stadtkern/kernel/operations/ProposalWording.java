package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.operations.Alternative.Cost;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.time.Duration;
import java.time.Instant;

/** How proposals are written for people. */
final class ProposalWording {

    private ProposalWording() {}

    static String title(Page page, Proposal proposal) {
        return page.text(proposal.headline()) + ": " + proposal.place();
    }

    /** How sure, in words and, when it was computed, in percent. */
    static String confidence(Page page, Proposal proposal) {
        Confidence confidence = proposal.confidence();
        if (confidence == null) {
            return page.text("operations.confidence.unknown");
        }
        String level = page.text("operations.confidence." + confidence.level());
        String share = confidence.share() == null ? "" : " (" + page.number(100 * confidence.share(), 0) + " %)";
        return level + share + ": " + page.text(confidence.why());
    }

    static String raisedBy(Page page, Proposal proposal) {
        Raiser by = proposal.raisedBy();
        return by.kind() == Raiser.Kind.RULE
                ? page.text("operations.raiser.RULE", proposal.rule())
                : page.text("operations.raiser." + by.kind(), by.name());
    }

    static String cost(Page page, Alternative alternative) {
        Cost cost = alternative.cost();
        if (cost != null) {
            Double besides = cost.eurosBesides();
            return page.text(
                    besides == null ? "operations.cost.sum" : "operations.cost.besides",
                    page.number(cost.euros(), 0),
                    page.number(cost.kilometres(), 1),
                    page.number(cost.eurosPerKilometre(), 2),
                    besides == null ? "" : page.number(besides, 0));
        }
        return page.text(
                alternative.measure().equals(Measure.NO_ACTION) ? "operations.cost.none" : "operations.unknown");
    }

    static String effect(Page page, Alternative alternative) {
        return page.text(alternative.effect().isEmpty() ? "operations.unknown" : alternative.effect());
    }

    static String choice(Page page, Alternative alternative) {
        Cost cost = alternative.cost();
        return page.text(alternative.measure()) + (cost == null ? "" : " (" + page.number(cost.euros(), 0) + " €)");
    }

    /** From when it was raised until it was decided. */
    static String taken(Page page, Proposal proposal, Instant decidedAt) {
        return page.quantity(minutes(proposal, decidedAt), 0, "min");
    }

    static double minutes(Proposal proposal, Instant decidedAt) {
        return Duration.between(proposal.raisedAt(), decidedAt).toSeconds() / 60.0;
    }

    static Mark mark(Proposal.State state, Urgency urgency) {
        return switch (state) {
            case OPEN -> urgency.mark();
            case POSTPONED -> Mark.PLANNED;
            case MERGED -> Mark.INFO;
            case DECIDED -> Mark.DONE;
            case LAPSED -> Mark.STALE;
        };
    }

    static String street(Page page, ProposalForm.Street street) {
        String name = street.name().isBlank() ? page.text("operations.unnamed") : street.name();
        return name + ", " + page.number(street.metres(), 0) + " m";
    }

    static String call(Page page, UrgentProposals.Call call) {
        var chain = call.chain();
        String begun = page.text("operations.called.since", page.time(chain.begunAt()));
        if (chain.acknowledgedBy() != null && chain.acknowledgedAt() != null) {
            return begun
                    + page.text(
                            "operations.called.acknowledged",
                            chain.acknowledgedBy(),
                            page.time(chain.acknowledgedAt()));
        }
        if (chain.endedAt() != null) {
            return begun + page.text("operations.called.ended", page.time(chain.endedAt()));
        }
        return chain.nextAt() == null
                ? begun + page.text("operations.called.all")
                : begun + page.text("operations.called.next", page.time(chain.nextAt()));
    }

    static String step(Page page, Step step) {
        String note = step.kind() == Step.Kind.CHANGED ? page.text(step.note()) : step.note();
        return page.text(
                "operations.step." + step.kind(),
                note,
                step.until() == null ? "" : page.time(step.until()),
                step.otherId() == null ? "" : step.otherId().toString());
    }
}
