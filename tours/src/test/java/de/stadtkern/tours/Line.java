package de.stadtkern.tours;

/** Nodes on a straight street, one unit apart: node 3 is at 3. */
final class Line {

    static final Travel TRAVEL = (from, to) -> Math.abs(from - to);

    private Line() {}
}
