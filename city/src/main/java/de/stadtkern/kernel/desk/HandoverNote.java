package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.portal.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one shift tells the next. Never rewritten.
 *
 * @param note in the officer's words
 * @param facts what was open when it was written
 * @param read who has confirmed to have read it, the first first
 */
record HandoverNote(
        long id,
        long municipalityId,
        String municipality,
        long personId,
        String personName,
        Instant writtenAt,
        String note,
        Facts facts,
        List<Read> read) {

    /** What was open, by kind. */
    record Facts(
            List<Fact> proposals,
            List<Fact> orders,
            List<Fact> vehicles,
            List<Fact> outages,
            List<Fact> alarms,
            List<Fact> closures) {

        List<Part> parts() {
            return List.of(
                    new Part("desk.proposals", proposals),
                    new Part("desk.orders", orders),
                    new Part("desk.vehicles", vehicles),
                    new Part("desk.outages", outages),
                    new Part("desk.alarms", alarms),
                    new Part("desk.closures", closures));
        }
    }

    /** The facts of one kind under the heading behind the key, which takes their number. */
    record Part(String textKey, List<Fact> facts) {}

    /**
     * One thing that was open.
     *
     * @param key of a text that stands before the words; null when there is none
     * @param path of its page, if it has one
     */
    record Fact(
            @Nullable String key, String words, @Nullable String path) {

        String title(Page page) {
            return key == null ? words : page.text(key) + ": " + words;
        }
    }

    /** Somebody has read it. */
    record Read(long personId, String personName, Instant at) {}
}
