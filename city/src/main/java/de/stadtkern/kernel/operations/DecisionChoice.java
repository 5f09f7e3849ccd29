package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has chosen.
 *
 * @param shown what the person was shown: a proposal that has changed since is shown anew
 * @param measure key of its text
 * @param where otherwise than proposed
 * @param token what a program sends to be able to repeat; null for people
 */
record DecisionChoice(
        Shown shown,
        String measure,
        Where where,
        String reason,
        @Nullable String token) {

    static final int LONGEST_REASON = 2000;

    /** Headline and version. */
    record Shown(String headline, int version) {}

    /**
     * Where it is to be done.
     *
     * @param segmentIds null: on those that were proposed
     * @param elsewhere also here; where no streets were proposed: here instead
     */
    record Where(@Nullable List<Long> segmentIds, @Nullable Spot elsewhere) {

        static final Where PROPOSED = new Where(null, null);
    }

    static void requireShown(Proposal proposal, Shown shown) {
        if (!proposal.headline().equals(shown.headline()) || proposal.version() != shown.version()) {
            throw Refusal.badInput("operations.refusal.changed");
        }
    }

    static void requireReason(String reason) {
        if (!PlainText.isReadable(reason)) {
            throw Refusal.badInput("operations.refusal.reason").at("reason");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Refusal.badInput("operations.refusal.reason-long", LONGEST_REASON, reason.length())
                    .at("reason");
        }
    }
}
