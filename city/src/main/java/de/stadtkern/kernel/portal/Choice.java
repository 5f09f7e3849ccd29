package de.stadtkern.kernel.portal;

/** One of several things to choose from in a form. */
public record Choice(String value, String label) {}
