package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What a page or a program asks the search.
 *
 * @param near latitude and longitude, as in {@code 49.44,7.77}; empty when it does not matter
 */
record Asked(String q, String near, int limit) {

    private static final int MOST = 20;

    /** Refused when a value breaks a rule. */
    List<FoundAddress> answer(Addresses addresses) {
        if (q.length() > Addresses.LONGEST) {
            throw Refusal.badInput("addresses.refusal.long", Addresses.LONGEST, q.length())
                    .at("q");
        }
        if (limit < 1 || limit > MOST) {
            throw Refusal.badInput("addresses.refusal.limit", MOST, limit);
        }
        Optional<Position> centre = Coordinates.find(near.length() > Addresses.LONGEST ? "" : near);
        if (centre.isEmpty() && !near.isBlank()) {
            throw Refusal.badInput("addresses.refusal.near").at("near");
        }
        return q.isBlank() ? List.of() : addresses.find(q, centre, limit);
    }
}
