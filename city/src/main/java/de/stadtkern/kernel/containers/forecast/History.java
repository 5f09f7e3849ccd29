package de.stadtkern.kernel.containers.forecast;

import java.util.List;

/**
 * A container and what was found of it.
 *
 * @param groups what it shares with others, from which it is forecast until it has a history of its own: its street, the
 *     use of the land, its kind. Any words; equal words make a group
 * @param findings in any order
 */
public record History(long containerId, List<String> groups, List<Finding> findings) {

    public History {
        groups = List.copyOf(groups);
        findings = List.copyOf(findings);
    }
}
