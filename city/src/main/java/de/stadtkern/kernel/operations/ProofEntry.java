package de.stadtkern.kernel.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of the table proof as it stands there, whatever it says.
 *
 * @param corrects id of the entry that this one corrects
 * @param content as JSON
 */
record ProofEntry(
        long id,
        long municipalityId,
        Kind kind,
        @Nullable Long decisionId,
        @Nullable Long tourId,
        @Nullable Long corrects,
        String source,
        Instant madeAt,
        String content) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What an entry is. */
    enum Kind {
        /** It was decided, and done or left. */
        DECISION,
        /** A tour is over. */
        TOUR,
        /** What another entry says is not right. */
        CORRECTION,
        /** Entries were deleted because their time was over. */
        DELETION
    }

    static ProofEntry read(ResultSet rs) throws SQLException {
        return new ProofEntry(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                Kind.valueOf(rs.getString("kind")),
                rs.getObject("decision_id", Long.class),
                rs.getObject("tour_id", Long.class),
                rs.getObject("corrects", Long.class),
                rs.getString("source"),
                rs.getObject("made_at", OffsetDateTime.class).toInstant(),
                rs.getString("content"));
    }

    /** Of every column of the row. */
    String contentHash() {
        ObjectNode row = JSON.createObjectNode()
                .put("id", id)
                .put("municipality", municipalityId)
                .put("kind", kind.name())
                .put("decision", decisionId)
                .put("tour", tourId)
                .put("corrects", corrects)
                .put("source", source)
                .put("madeAt", madeAt.toString());
        row.set("content", CanonicalJson.parse(content));
        return sha256(CanonicalJson.write(row));
    }

    /** In 64 hexadecimal digits. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
