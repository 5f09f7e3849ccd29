package de.stadtkern.kernel.identity;

/**
 * A municipality (Kommune): the tenant to which data, people and decisions belong.
 *
 * @param key the name in configuration and URLs, lower case
 */
public record Municipality(long id, String key, String name) {}
