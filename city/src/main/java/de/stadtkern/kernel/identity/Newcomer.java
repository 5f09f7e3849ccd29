package de.stadtkern.kernel.identity;

/** A login of the demo, with its password in plain text; never logged. */
record Newcomer(String login, String name, String password, Role role) {

    @Override
    public String toString() {
        return "Newcomer[" + login + ", " + role + "]";
    }
}
