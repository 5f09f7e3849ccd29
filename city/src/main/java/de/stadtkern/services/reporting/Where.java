package de.stadtkern.services.reporting;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.addresses.FoundAddress.Trust;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where something is, as people say it: on the map, by an address, or in words only. */
@Component
class Where {

    /** Of the field by which somebody chooses among addresses: none of them, the words alone. */
    static final String WORDS = "words";

    private static final int MOST = 5;

    private final Addresses addresses;

    Where(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * What the form says.
     *
     * @param position null when it is known in words only
     * @param candidates what may be meant, when that is not clear; one of them has to be chosen
     */
    record Answer(@Nullable Position position, String words, List<FoundAddress> candidates, boolean clear) {}

    /** Refused when nothing is said. */
    Answer read(Form form) {
        String words = form.value("where").strip();
        Optional<Position> shown = position(form.value("lat"), form.value("lon"));
        if (shown.isPresent()) {
            return new Answer(shown.get(), words, List.of(), true);
        }
        if (words.isEmpty()) {
            throw Refusal.badInput("reports.refusal.place").at("where");
        }
        String chosen = form.value("asked").equals(words) ? form.value("place") : "";
        if (chosen.equals(WORDS)) {
            return new Answer(null, words, List.of(), true);
        }
        String[] parts = chosen.split(" ");
        Optional<Position> one = parts.length == 2 ? position(parts[0], parts[1]) : Optional.empty();
        return one.map(position -> new Answer(position, words, List.of(), true)).orElseGet(() -> search(words));
    }

    /** Coordinates as fields hold them; empty when they are not both there. */
    static Optional<Position> position(String lat, String lon) {
        try {
            return lat.isBlank() || lon.isBlank()
                    ? Optional.empty()
                    : Optional.of(new Position(number(lon), number(lat)));
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput("reporting.refusal.coordinates").at("lat");
        }
    }

    private static double number(String typed) {
        return Double.parseDouble(typed.strip().replace(',', '.'));
    }

    private Answer search(String words) {
        List<FoundAddress> found = addresses.find(words, Optional.empty(), MOST);
        long sure = found.stream().filter(one -> one.trust() == Trust.SURE).count();
        boolean clear = sure == 1 || found.size() == 1 && found.getFirst().trust() != Trust.POSSIBLE;
        return clear
                ? new Answer(found.getFirst().position(), words, List.of(), true)
                : new Answer(null, words, found, false);
    }
}
