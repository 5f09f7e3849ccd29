package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.identity.Permission;
import org.jspecify.annotations.Nullable;

/**
 * A page that a room puts into the navigation, as a bean.
 *
 * @param path without language prefix, such as {@code /winter}
 * @param textKey of the entry; the home page adds the text behind {@code textKey + ".about"}
 * @param permission that a person must have somewhere to see the entry; null for everybody
 * @param position smaller numbers stand further to the front
 */
public record NavigationEntry(
        String path, String textKey, @Nullable Permission permission, int position) {}
