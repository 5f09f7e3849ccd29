package de.stadtkern.kernel.observations.query;

import java.util.HashMap;
import java.util.Map;

/** What names mean at some place of a query: those of an entity type, and the variables of {@code any()} around it. */
record Scope(EntityType type, String alias, Map<String, Scope> variables) {

    static Scope of(EntityType type, String alias) {
        return new Scope(type, alias, Map.of());
    }

    Scope with(String name, EntityType variable, String variableAlias) {
        Map<String, Scope> more = new HashMap<>(variables);
        more.put(name, of(variable, variableAlias));
        return new Scope(type, alias, Map.copyOf(more));
    }
}
