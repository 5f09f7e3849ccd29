package de.stadtkern.kernel.operations;

import java.time.Instant;
import java.util.List;

/** A service whose rules raise proposals, as a bean. */
public interface ProposalSource {

    /** The room's name, as in {@link NewProposal#source}. */
    String source();

    /** The situation at the subject at a moment, for the proof; empty when nothing is known. */
    List<Evidence> situation(String subject, Instant moment);
}
