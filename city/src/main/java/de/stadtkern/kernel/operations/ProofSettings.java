package de.stadtkern.kernel.operations;

import java.time.Period;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long proofs are kept, from the day they were made: {@code 10y}, {@code 18m}, {@code 90d}.
 *
 * @param keep of services that say nothing else
 * @param keepOf by the name of the service, such as {@code winter}
 */
@ConfigurationProperties("stadtkern.proofs")
record ProofSettings(
        @DefaultValue("10y") Period keep, @DefaultValue Map<String, Period> keepOf) {

    ProofSettings {
        keepOf = Map.copyOf(keepOf);
    }

    Period keep(String source) {
        return keepOf.getOrDefault(source, keep);
    }
}
