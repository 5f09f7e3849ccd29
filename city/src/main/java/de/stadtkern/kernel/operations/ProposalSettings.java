package de.stadtkern.kernel.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How proposals are treated.
 *
 * @param mergeWithinMetres two proposals for the same measure that are no further apart are one
 * @param personValidFor how long a proposal of a person can be decided when the person says nothing else
 * @param seenKeptFor how long it is kept who opened a proposal
 */
@ConfigurationProperties("stadtkern.proposals")
record ProposalSettings(
        @DefaultValue("50") double mergeWithinMetres,
        @DefaultValue("24h") Duration personValidFor,
        @DefaultValue("1095d") Duration seenKeptFor) {}
