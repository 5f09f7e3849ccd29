package de.stadtkern.kernel.operations;

/**
 * The proof of a tour is kept. Published within the transaction that keeps it, after the order was told how far it is.
 *
 * @param brokenOff whether the tour ended before everything was done
 */
public record ProofKept(long orderId, long municipalityId, boolean brokenOff) {}
