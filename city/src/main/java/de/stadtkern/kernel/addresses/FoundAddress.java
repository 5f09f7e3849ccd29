package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Position;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place that somebody may have meant.
 *
 * @param name of the street, the place or the register's entry; of a crossing both streets
 * @param houseNumber as asked for, or as it stands there; empty when the place has none
 * @param postcode empty when it is not known, as district and town
 * @param position of the place, or its middle
 * @param sureness how well it fits what was asked, 0 to 1: 1 means that every word fits; not a probability
 * @param ends of a stretch of a street, from and to; otherwise empty
 */
public record FoundAddress(
        Kind kind,
        String name,
        String houseNumber,
        String postcode,
        String district,
        String town,
        Position position,
        Precision precision,
        double sureness,
        List<Position> ends) {

    /** What was found. */
    public enum Kind {
        HOUSE,
        STREET,
        CROSSING,
        STRETCH,
        DISTRICT,
        PLACE,
        REGISTER,
        COORDINATES
    }

    /** How the position came about. */
    public enum Precision {
        /** It is the position of just this. */
        EXACT,
        /** The house number is not known; the position lies between its neighbours. */
        INTERPOLATED,
        /** The house number is not known; the position is that of the next known house. */
        NEIGHBOUR,
        /** The middle of something long or wide. */
        MIDDLE
    }

    /** How sure, in three steps. */
    public enum Trust {
        SURE,
        LIKELY,
        POSSIBLE
    }

    public FoundAddress {
        ends = List.copyOf(ends);
    }

    /** Name and house number as people write them. */
    public String label() {
        return houseNumber.isEmpty() ? name : name + " " + houseNumber;
    }

    /** Postcode, town and district as people write them below the label; empty when nothing of it is known. */
    public String context() {
        String place = Stream.of(postcode, town).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
        return Stream.of(place, district.equals(town) ? "" : district)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    FoundAddress at(Position other) {
        return new FoundAddress(kind, name, houseNumber, postcode, district, town, other, precision, sureness, ends);
    }

    /** How sure, in words of three steps. */
    public Trust trust() {
        if (sureness >= 0.93) {
            return Trust.SURE;
        }
        return sureness >= 0.75 ? Trust.LIKELY : Trust.POSSIBLE;
    }
}
