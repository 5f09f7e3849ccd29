package de.stadtkern.kernel.identity;

/** Somebody has closed the own account: published within that transaction, so that every room forgets with it. */
public record AccountClosed(long personId) {}
