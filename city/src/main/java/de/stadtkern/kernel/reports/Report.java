package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Mark;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report as those see it who handle it. What everybody may know of it is a {@link PublicReport}.
 *
 * @param description as written; empty once it is erased
 * @param releasedText what everybody may read; null while nobody has released it
 * @param attributes what Open311 asked besides, by code
 * @param answeredAt when it was first answered
 */
public record Report(
        long number,
        long municipalityId,
        long categoryId,
        Place place,
        String description,
        @Nullable String releasedText,
        Map<String, String> attributes,
        Author author,
        Channel channel,
        State state,
        Moderation moderation,
        Responsible responsible,
        Links links,
        int votes,
        int followers,
        Times times) {

    /**
     * Where it is.
     *
     * @param position null when it is known in words only
     * @param address as the gazetteer calls it, for everybody; empty when it knows none
     * @param words as whoever reported describes it; empty when that is not needed, or erased
     */
    public record Place(@Nullable Position position, String address, String words) {}

    /** Who reported it, as far as they said and it is not erased. */
    public record Author(
            @Nullable String mail,
            @Nullable String name,
            @Nullable Long personId) {

        public static final Author UNKNOWN = new Author(null, null, null);
    }

    /** What it led to. */
    public record Links(
            @Nullable Long proposalId,
            @Nullable Long orderId,
            @Nullable Long mergedInto) {}

    /**
     * When what happened or is due.
     *
     * @param erasedAt when the author's words and contact were erased
     */
    public record Times(
            Instant createdAt,
            Instant updatedAt,
            Instant answerBy,
            Instant solveBy,
            @Nullable Instant answeredAt,
            @Nullable Instant closedAt,
            @Nullable Instant erasedAt) {}

    /** How it came. */
    public enum Channel {
        FORM,
        PHONE,
        MAIL,
        DESK,
        OPEN311,
        QR
    }

    /** Where it stands. */
    public enum State {
        RECEIVED,
        IN_PROGRESS,
        DONE,
        NOT_RESPONSIBLE,
        NOT_POSSIBLE,
        DUPLICATE;

        public boolean isOpen() {
            return this == RECEIVED || this == IN_PROGRESS;
        }

        /** How lists and maps show it. */
        public Mark mark() {
            return switch (this) {
                case RECEIVED -> Mark.PLANNED;
                case IN_PROGRESS -> Mark.RUNNING;
                case DONE -> Mark.DONE;
                case NOT_RESPONSIBLE, NOT_POSSIBLE, DUPLICATE -> Mark.INFO;
            };
        }

        /** Key of its name. */
        public String textKey() {
            return "reports.state." + name();
        }
    }

    /** Whether everybody may see it. */
    public enum Moderation {
        PENDING,
        RELEASED,
        BLOCKED
    }
}
