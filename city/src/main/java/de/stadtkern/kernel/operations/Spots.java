package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.addresses.FoundAddress.Kind;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Turns what people write, an address, a street or coordinates, into a place and its streets. */
@Component
class Spots {

    private static final int MOST = 8;
    private static final double LONGEST_STREET_METRES = 5000;
    private static final double BESIDE_METRES = 50;

    private final Addresses addresses;
    private final Streets streets;

    Spots(Addresses addresses, Streets streets) {
        this.addresses = addresses;
        this.streets = streets;
    }

    /** What may be meant, the likeliest first; refused when nothing is found. */
    List<FoundAddress> list(String text, String field) {
        List<FoundAddress> found = addresses.find(text, Optional.empty(), MOST);
        if (found.isEmpty()) {
            throw Refusal.badInput("operations.refusal.place", text).at(field);
        }
        return found;
    }

    /** The only one that is meant for sure; empty when people have to choose. */
    static Optional<FoundAddress> sure(List<FoundAddress> found) {
        List<FoundAddress> sure = found.stream()
                .filter(one -> one.trust() == FoundAddress.Trust.SURE)
                .toList();
        return sure.size() == 1 || found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Name with postcode and town, so that people can tell two of the same name apart. */
    static String label(FoundAddress address) {
        return address.context().isEmpty() ? address.label() : address.label() + ", " + address.context();
    }

    Spot at(FoundAddress address) {
        boolean street = address.kind() == Kind.STREET || address.kind() == Kind.STRETCH;
        List<Segment> around = streets.listWithin(address.position(), street ? LONGEST_STREET_METRES : BESIDE_METRES);
        List<Segment> meant = street
                ? around.stream()
                        .filter(segment -> segment.name().equals(address.name()))
                        .toList()
                : around.stream()
                        .min(Comparator.comparingDouble((Segment segment) -> segment.metresTo(address.position())))
                        .stream()
                        .toList();
        return new Spot(
                address.label(),
                address.position(),
                meant.stream().map(Segment::id).toList());
    }
}
