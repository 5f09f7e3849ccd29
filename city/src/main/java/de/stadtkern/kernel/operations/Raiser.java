package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Person;
import org.jspecify.annotations.Nullable;

/**
 * Who proposes.
 *
 * @param name of the person; for a citizen's report its number, never the citizen's name; empty for a rule
 * @param personId of a person who was signed in
 */
public record Raiser(Kind kind, String name, @Nullable Long personId) {

    public static final Raiser RULE = new Raiser(Kind.RULE, "", null);

    /** Where a proposal comes from. */
    public enum Kind {
        RULE,
        PERSON,
        REPORT
    }

    public static Raiser person(Person person) {
        return new Raiser(Kind.PERSON, person.name(), person.id());
    }

    /** A citizen's report, by what people call it, for example its number. */
    public static Raiser report(String name) {
        return new Raiser(Kind.REPORT, name, null);
    }
}
