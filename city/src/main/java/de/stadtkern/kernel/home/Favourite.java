package de.stadtkern.kernel.home;

/**
 * A page that somebody wants to find again.
 *
 * @param path with its query, without language
 * @param title of the page when it was remembered
 */
record Favourite(long id, String path, String title) {}
