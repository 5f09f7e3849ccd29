package de.stadtkern.kernel.routing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How somebody moves. */
public enum Profile {
    CAR,
    TRUCK,
    BICYCLE,
    FOOT,
    WHEELCHAIR;

    /** The word for it in addresses, JSON and keys of texts. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The profile with this word. */
    public static Optional<Profile> find(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
