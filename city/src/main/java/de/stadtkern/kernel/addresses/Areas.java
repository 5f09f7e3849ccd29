package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.Area.Rank;
import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Towns and their parts, by their borders where the extract has them, else by their middle. */
final class Areas {

    /** So near to the middle of a part of the town people may name it, although nobody knows where it ends. */
    private static final double NEARBY_METRES = 1500;

    /** So far from its middle a town may reach whose border is not known. */
    private static final double TOWN_METRES = 5000;

    private final List<Area> bordered = new ArrayList<>();
    private final List<Area> middles = new ArrayList<>();

    /** What is known of a place from around it. */
    record Surroundings(String town, String district, String nearby) {}

    void add(AddressTags tags, Position middle) {
        tags.place().ifPresent(rank -> middles.add(new Area(tags.names(), rank, middle, List.of())));
    }

    /** The rim may come in pieces; what does not close, as where the extract was cut, is left out. */
    void add(AddressTags tags, List<List<Position>> rim) {
        List<List<Position>> rings = rings(rim);
        if (!rings.isEmpty()) {
            Position middle =
                    ExtractReader.middle(rings.stream().flatMap(List::stream).toList());
            Rank.ofLevel(tags.level())
                    .or(tags::place)
                    .ifPresent(rank -> bordered.add(new Area(tags.names(), rank, middle, rings)));
        }
    }

    /** All that have a name of their own, those with a border first. */
    List<Area> list() {
        List<Area> all = new ArrayList<>(bordered);
        all.addAll(middles);
        return all;
    }

    Surroundings around(Position place) {
        String town = inside(place, Rank.TOWN)
                .or(() -> nearest(place, TOWN_METRES, Rank.TOWN))
                .orElse("");
        String district = inside(place, Rank.QUARTER)
                .or(() -> inside(place, Rank.DISTRICT))
                .orElse("");
        String nearby = nearest(place, NEARBY_METRES, Rank.DISTRICT)
                .or(() -> nearest(place, NEARBY_METRES, Rank.QUARTER))
                .orElse("");
        return new Surroundings(town, district, nearby);
    }

    private Optional<String> inside(Position place, Rank rank) {
        return bordered.stream()
                .filter(area -> area.rank() == rank && area.holds(place))
                .findFirst()
                .map(Area::name);
    }

    private Optional<String> nearest(Position place, double metres, Rank rank) {
        return middles.stream()
                .filter(area -> area.rank() == rank && area.middle().metresTo(place) <= metres)
                .min(Comparator.comparingDouble(area -> area.middle().metresTo(place)))
                .map(Area::name);
    }

    private static List<List<Position>> rings(List<List<Position>> rim) {
        List<List<Position>> rest = new ArrayList<>(rim);
        List<List<Position>> rings = new ArrayList<>();
        while (!rest.isEmpty()) {
            List<Position> ring = new ArrayList<>(rest.removeLast());
            Optional<List<Position>> next = next(ring, rest);
            while (next.isPresent()) {
                rest.remove(next.get());
                List<Position> onwards = next.get();
                boolean turned = !onwards.getFirst().equals(ring.getLast());
                ring.addAll(turned ? onwards.reversed() : onwards);
                next = next(ring, rest);
            }
            if (ring.size() > 3 && ring.getFirst().equals(ring.getLast())) {
                rings.add(ring);
            }
        }
        return rings;
    }

    private static Optional<List<Position>> next(List<Position> ring, List<List<Position>> rest) {
        Position end = ring.getLast();
        return ring.size() > 1 && ring.getFirst().equals(end)
                ? Optional.empty()
                : rest.stream()
                        .filter(each ->
                                each.getFirst().equals(end) || each.getLast().equals(end))
                        .findFirst();
    }
}
