package de.stadtkern.kernel.operations;

/**
 * A decision has made an order. Published within the transaction that decides, and heard within it: who cannot follow it
 * throws, and nothing was decided.
 */
public record OrderMade(long orderId, long municipalityId) {}
