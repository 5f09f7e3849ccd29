package de.stadtkern.kernel.identity;

/**
 * A device or program that came in with an API key.
 *
 * @param municipalityId to which everything belongs that it writes
 * @param scope what the key allows
 */
public record Device(long municipalityId, String name, String scope) {}
