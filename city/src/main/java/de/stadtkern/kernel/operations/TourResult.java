package de.stadtkern.kernel.operations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a tour did, for its proof: a copy of everything that whoever dispatched it knows when it is over.
 *
 * @param orderId of the order, and so of the decision, that the tour carries out
 * @param tourId of which one proof is kept, however often it is asked for
 * @param vehicle its name
 * @param crew the names of those who drove, as far as the municipality keeps names
 * @param brokenOff whether it ended before everything was done
 * @param mode what was done, as a word of the machine or the measure; null when nobody says
 * @param streets those of the tour, also when nothing of them was treated, and others that were treated
 * @param track what the streets rest on; null when there were no positions
 * @param attachments photos and voice notes by the fingerprints of their files
 */
public record TourResult(
        long orderId,
        long tourId,
        String name,
        @Nullable Long vehicleId,
        @Nullable String vehicle,
        List<String> crew,
        Instant startedAt,
        String startedBy,
        Instant endedAt,
        String endedBy,
        boolean brokenOff,
        @Nullable String mode,
        List<ProvenStreet> streets,
        @Nullable Track track,
        List<Material> materials,
        List<Note> notes,
        List<Attachment> attachments) {

    public TourResult {
        crew = List.copyOf(crew);
        streets = List.copyOf(streets);
        materials = List.copyOf(materials);
        notes = List.copyOf(notes);
        attachments = List.copyOf(attachments);
    }

    /**
     * What the positions were worth.
     *
     * @param samplingSeconds the median from one to the next
     * @param counterMetres as the counter of the machine says; null when there is none
     * @param counterDeviates whether that is more than 10 % off
     * @param unprovenSeconds at work while nobody knows where
     */
    public record Track(
            int fixes,
            @Nullable Double samplingSeconds,
            @Nullable Double samplingMetres,
            double treatedMetres,
            @Nullable Double counterMetres,
            boolean counterDeviates,
            double unprovenSeconds) {}

    /** @param unit UCUM symbol */
    public record Material(String name, double amount, String unit) {}

    /** What the crew said on the way, a problem for instance. */
    public record Note(Instant at, String text) {}

    /** @param sha256 of the file, 64 hexadecimal digits */
    public record Attachment(UUID id, Instant at, String mediaType, String sha256) {}
}
