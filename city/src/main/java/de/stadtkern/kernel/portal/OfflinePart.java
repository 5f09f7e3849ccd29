package de.stadtkern.kernel.portal;

import java.util.List;

/**
 * A part of the program that can be opened without connection, as a bean. Its offline page stands in for every page
 * below; it is fetched without cookies and must show nothing of anybody. What belongs to a person, the page takes from
 * what the browser of that person keeps. The browser keeps the page once {@code navigator.serviceWorker} was sent its
 * path as a message.
 *
 * @param below the beginning of the paths, without language prefix
 * @param page the path of the offline page, without language prefix; several parts may have the same
 * @param assets the static files that it needs beyond those of every page, named by one of the parts that have it
 */
public record OfflinePart(String below, String page, List<String> assets) {

    public OfflinePart {
        assets = List.copyOf(assets);
    }
}
