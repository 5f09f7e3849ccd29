package de.stadtkern.kernel.sources;

import com.fasterxml.jackson.annotation.JsonIgnore;
import de.stadtkern.kernel.problem.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A SensorThings server of others.
 *
 * @param credentials the Authorization header; null when there is none
 */
record Source(
        long id,
        long municipalityId,
        String name,
        String url,
        String filter,
        int interval,
        @JsonIgnore @Nullable String credentials,
        String licence,
        String attribution,
        boolean active,
        State state) {

    /** How the fetching goes. */
    record State(
            Instant nextAt,
            @Nullable Instant fetchedAt,
            int failures,
            @Nullable String error,
            @Nullable String errorDetail,
            long values,
            long leftOut) {}

    private static final State NEW = new State(Instant.EPOCH, null, 0, null, null, 0, 0);

    /** As a form or a program names it; refused when a field cannot be. */
    static Source read(UnaryOperator<String> field, long id, long municipality) {
        String interval = field.apply("interval").strip();
        if (!interval.matches("[0-9]{1,5}") || Integer.parseInt(interval) < 5) {
            throw Refusal.badInput("sources.refusal.interval", interval).at("interval");
        }
        return new Source(
                id,
                municipality,
                required(field, "name"),
                url(required(field, "url")),
                field.apply("filter").strip(),
                Integer.parseInt(interval),
                credentials(field),
                required(field, "licence"),
                field.apply("attribution").strip(),
                Boolean.parseBoolean(field.apply("active")),
                NEW);
    }

    private static String required(UnaryOperator<String> field, String name) {
        String value = field.apply(name).strip();
        if (value.isEmpty() || value.length() > 500) {
            throw Refusal.badInput("sources.refusal.required", name).at(name);
        }
        return value;
    }

    private static String url(String text) {
        try {
            String url = text.replaceAll("/+$", "");
            URI uri = new URI(url);
            if (url.matches("(?i)https?://.+/v1\\.[01]")
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // the same refusal as for an address of another kind
        }
        throw Refusal.badInput("sources.refusal.url", text).at("url");
    }

    private static @Nullable String credentials(UnaryOperator<String> field) {
        String token = field.apply("token").strip();
        String user = field.apply("user").strip();
        if ((token + user).chars().anyMatch(Character::isISOControl)) {
            throw Refusal.badInput("sources.refusal.required", "token").at("token");
        }
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        return user.isEmpty()
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (user + ":" + field.apply("password")).getBytes(StandardCharsets.UTF_8));
    }
}
