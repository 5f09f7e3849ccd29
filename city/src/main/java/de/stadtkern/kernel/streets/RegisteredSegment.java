package de.stadtkern.kernel.streets;

/** A segment and what a municipality says of it. */
public record RegisteredSegment(Segment segment, Register register) {}
