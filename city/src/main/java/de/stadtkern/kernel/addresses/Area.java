package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Position;
import java.util.List;
import java.util.Optional;

/**
 * A town or a part of one.
 *
 * @param rings around it; empty when only its middle is known
 */
record Area(List<String> names, Rank rank, Position middle, List<List<Position>> rings) {

    /** What an area is, the largest first. */
    enum Rank {
        TOWN,
        DISTRICT,
        QUARTER;

        static Optional<Rank> ofPlace(String place) {
            return switch (place) {
                case "city", "town", "municipality" -> Optional.of(TOWN);
                case "suburb", "village", "borough", "hamlet" -> Optional.of(DISTRICT);
                case "quarter", "neighbourhood", "isolated_dwelling", "farm", "locality" -> Optional.of(QUARTER);
                default -> Optional.empty();
            };
        }

        /** Level 6 is a town without a district around it, 8 a municipality, above are its parts. */
        static Optional<Rank> ofLevel(int level) {
            return switch (level) {
                case 6, 8 -> Optional.of(TOWN);
                case 9, 10 -> Optional.of(DISTRICT);
                case 11, 12 -> Optional.of(QUARTER);
                default -> Optional.empty();
            };
        }
    }

    String name() {
        return names.getFirst();
    }

    boolean holds(Position place) {
        boolean inside = false;
        for (List<Position> ring : rings) {
            for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                Position a = ring.get(i);
                Position b = ring.get(j);
                boolean across = a.lat() > place.lat() != b.lat() > place.lat();
                if (across
                        && place.lon()
                                < (b.lon() - a.lon()) * (place.lat() - a.lat()) / (b.lat() - a.lat()) + a.lon()) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }
}
