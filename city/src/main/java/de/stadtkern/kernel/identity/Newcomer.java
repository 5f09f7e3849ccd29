package de.stadtkern.kernel.identity;

import java.util.Objects;

/**
 * A person to be taken in, with the first password in plain text; never logged. What a form leaves out is empty, and
 * the role then the one with the fewest rights.
 */
public record Newcomer(String login, String name, String password, Role role) {

    public Newcomer {
        login = Objects.requireNonNullElse(login, "");
        name = Objects.requireNonNullElse(name, "");
        password = Objects.requireNonNullElse(password, "");
        role = Objects.requireNonNullElse(role, Role.CREW);
    }

    /** Nobody yet: the empty form. */
    public static Newcomer blank() {
        return new Newcomer("", "", "", Role.CREW);
    }

    @Override
    public String toString() {
        return "Newcomer[" + login + ", " + role + "]";
    }
}
