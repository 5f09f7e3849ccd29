package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Understands what people write as a place. */
@Component
class Places {

    private static final Pattern COORDINATES =
            Pattern.compile("\\s*(-?\\d{1,2}(?:\\.\\d{1,10})?)\\s*[,; ]\\s*(-?\\d{1,3}(?:\\.\\d{1,10})?)\\s*");

    private final Addresses addresses;

    Places(Addresses addresses) {
        this.addresses = addresses;
    }

    /** An address, or latitude and longitude. Refused with this field when it is no place, or none that fits well. */
    FoundAddress get(String words, String field) {
        if (COORDINATES.matcher(words).matches()) {
            position(words, field);
        }
        if (words.isBlank() || words.length() > Addresses.LONGEST) {
            throw Refusal.badInput("routing.refusal.position", shortened(words)).at(field);
        }
        List<FoundAddress> found = addresses.find(words, Optional.empty(), 1);
        if (found.isEmpty()) {
            throw Refusal.badInput("routing.refusal.place", words).at(field);
        }
        FoundAddress likeliest = found.getFirst();
        if (likeliest.trust() == FoundAddress.Trust.POSSIBLE) {
            throw Refusal.badInput("routing.refusal.unsure", words, likeliest.label())
                    .at(field);
        }
        return likeliest;
    }

    /** Coordinates alone; refused with this field when it is none. */
    static Position position(String words, String field) {
        Matcher matcher = COORDINATES.matcher(words);
        if (words.length() <= Addresses.LONGEST && matcher.matches()) {
            double lat = Double.parseDouble(matcher.group(1));
            double lon = Double.parseDouble(matcher.group(2));
            if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) {
                return new Position(lon, lat);
            }
        }
        throw Refusal.badInput("routing.refusal.position", shortened(words)).at(field);
    }

    private static String shortened(String words) {
        return words.length() <= Addresses.LONGEST ? words : words.substring(0, Addresses.LONGEST) + "…";
    }
}
