package de.stadtkern.kernel.operations;

/** What can be decided. A measure is the key of its text; every service brings its own. */
public final class Measure {

    /** To do nothing, which is a decision like any other and is offered with every proposal. */
    public static final String NO_ACTION = "operations.measure.no-action";

    private Measure() {}
}
