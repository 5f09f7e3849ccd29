package de.stadtkern.kernel.matching;

import java.time.Instant;
import java.util.List;

/**
 * Where the vehicle was while no road was near. A long part comes in several pieces.
 *
 * @param fixes at least one
 */
public record OffNetwork(List<Fix> fixes) implements Part {

    public OffNetwork {
        fixes = List.copyOf(fixes);
    }

    @Override
    public Instant from() {
        return fixes.getFirst().at();
    }

    @Override
    public Instant until() {
        return fixes.getLast().at();
    }

    /** From fix to fix as the crow flies. */
    public double metres() {
        double metres = 0;
        for (int i = 1; i < fixes.size(); i++) {
            metres += fixes.get(i - 1).place().metresTo(fixes.get(i).place());
        }
        return metres;
    }
}
