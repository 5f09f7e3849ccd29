package de.stadtkern.kernel.operations;

import java.time.Instant;

/** What a named person decided about a proposal, and why. Never changed afterwards. */
record Decision(
        long id,
        long proposalId,
        long municipalityId,
        String personName,
        String measure,
        String reason,
        Instant decidedAt) {}
