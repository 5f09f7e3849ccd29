package de.stadtkern.kernel.identity;

/**
 * Something that a municipality may let others of its district read; a room declares it as a bean.
 *
 * @param key stays the same for ever, and is the key of the text of its name
 * @param permission that a reader must have at home
 */
public record Dataset(String key, Permission permission) {}
