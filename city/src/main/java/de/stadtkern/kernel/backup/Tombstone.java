package de.stadtkern.kernel.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That somebody's account was closed, without saying whose.
 *
 * @param mark tells the person from another that gets the same id after a restore
 */
public record Tombstone(long personId, UUID mark, Instant at) {

    String line() {
        return personId + " " + mark + " " + at + "\n";
    }

    static Optional<Tombstone> parse(String line) {
        String[] words = line.split(" ");
        try {
            return words.length == 3
                    ? Optional.of(
                            new Tombstone(Long.parseLong(words[0]), UUID.fromString(words[1]), Instant.parse(words[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
