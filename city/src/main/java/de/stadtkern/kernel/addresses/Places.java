package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.Areas.Surroundings;
import de.stadtkern.kernel.addresses.FoundAddress.Kind;
import de.stadtkern.kernel.addresses.FoundAddress.Precision;
import de.stadtkern.kernel.addresses.Search.Match;
import de.stadtkern.kernel.geo.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One place by its name: a street, a house in it, a district, a place or an entry of a register. */
final class Places {

    /** So many are looked at with their houses before the best are chosen. */
    private static final int LOOKED_AT = 12;

    private static final double NEXT_HOUSE_METRES = 75;
    private static final double NEXT_STREET_METRES = 300;
    private static final double UNKNOWN_NUMBER = 0.05;
    private static final double LESS_ASKED_FOR = 0.005;

    private final AddressRows rows;
    private final Search search;

    Places(AddressRows rows, Search search) {
        this.rows = rows;
        this.search = search;
    }

    private record Near(long streetId, Position position) {}

    List<FoundAddress> list(String text) {
        return Question.readings(text).stream()
                .flatMap(question -> list(question).stream())
                .toList();
    }

    private List<FoundAddress> list(Question question) {
        List<Match> matches = search.list(question, known -> true, LOOKED_AT);
        Map<Long, List<House>> houses = question.houseNumber()
                .map(number -> rows.listHouses(streets(matches), number))
                .orElse(Map.of());
        return matches.stream().map(match -> found(match, houses)).toList();
    }

    private static List<Long> streets(List<Match> matches) {
        return matches.stream()
                .map(Match::known)
                .filter(Known::isStreet)
                .map(Known::id)
                .toList();
    }

    private static FoundAddress found(Match match, Map<Long, List<House>> houses) {
        Known known = match.known();
        if (!known.isStreet() || match.question().houseNumber().isEmpty()) {
            return whole(known, match.fit());
        }
        HouseNumber asked = match.question().houseNumber().orElseThrow();
        return House.locate(asked, houses.getOrDefault(known.id(), List.of()))
                .map(place -> house(known, asked, place, match.fit()))
                .orElseGet(() -> whole(known, match.fit() - UNKNOWN_NUMBER));
    }

    static FoundAddress house(Known street, HouseNumber number, House.Place place, double fit) {
        Surroundings around = street.entry().surroundings();
        String postcode = place.postcode().isEmpty() ? postcode(street) : place.postcode();
        return new FoundAddress(
                Kind.HOUSE,
                street.name(),
                number.written(),
                postcode,
                around.district(),
                around.town(),
                place.position(),
                place.precision(),
                sureness(fit),
                List.of());
    }

    static FoundAddress whole(Known known, double fit) {
        Surroundings around = known.entry().surroundings();
        boolean point = known.entry().kind() == Kind.PLACE || known.entry().kind() == Kind.REGISTER;
        return new FoundAddress(
                known.entry().kind(),
                known.name(),
                "",
                postcode(known),
                around.district(),
                around.town(),
                known.entry().position(),
                point ? Precision.EXACT : Precision.MIDDLE,
                sureness(point ? fit - (3 - known.entry().weight()) * LESS_ASKED_FOR : fit),
                List.of());
    }

    static double sureness(double fit) {
        return Math.round(Math.clamp(fit, 0, 1) * 1000) / 1000.0;
    }

    /** Long streets have several; then none is said. */
    private static String postcode(Known known) {
        return known.entry().postcodes().size() == 1 ? known.entry().postcodes().getFirst() : "";
    }

    /** The next house, else the next street; empty where there is neither. */
    Optional<FoundAddress> nearest(Position place, NameIndex index) {
        return nearestHouse(place, index).or(() -> nearestStreet(place, index));
    }

    private Optional<FoundAddress> nearestHouse(Position place, NameIndex index) {
        return rows.listHousesAround(place, NEXT_HOUSE_METRES).stream()
                .filter(each -> each.house().position().metresTo(place) <= NEXT_HOUSE_METRES)
                .min(Comparator.comparingDouble(each -> each.house().position().metresTo(place)))
                .flatMap(each -> index.findById(each.streetId())
                        .map(street -> house(
                                street,
                                each.house().number(),
                                new House.Place(
                                        each.house().position(),
                                        Precision.EXACT,
                                        each.house().postcode()),
                                1 - each.house().position().metresTo(place) / (4 * NEXT_HOUSE_METRES))));
    }

    private Optional<FoundAddress> nearestStreet(Position place, NameIndex index) {
        return rows.listLinesAround(place, NEXT_STREET_METRES).stream()
                .map(line -> new Near(line.streetId(), Geometry.nearest(line.course(), place)))
                .filter(near -> near.position.metresTo(place) <= NEXT_STREET_METRES)
                .min(Comparator.comparingDouble(near -> near.position.metresTo(place)))
                .flatMap(near -> index.findById(near.streetId).map(street -> {
                    FoundAddress whole = whole(street, 0.8 - near.position.metresTo(place) / (4 * NEXT_STREET_METRES));
                    return whole.at(near.position);
                }));
    }
}
