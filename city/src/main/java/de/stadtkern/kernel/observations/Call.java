package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.problem.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to SensorThings, from HTTP or out of a batch.
 *
 * @param root the address by which the client came, with the version and without slash at the end
 * @param path behind the root, without slash at the start
 * @param options of the query, decoded
 * @param token what makes repeating it harmless
 */
record Call(
        String method,
        String root,
        String path,
        Map<String, String> options,
        Content content,
        @Nullable String token) {

    /** Numbers stay as they were written. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What was sent along. */
    record Content(@Nullable String type, byte[] bytes) {

        static final Content NONE = new Content(null, new byte[0]);

        boolean is(String mediaType) {
            return type != null && type.toLowerCase(Locale.ROOT).startsWith(mediaType);
        }
    }

    /** The query of an address, in which a plus sign is a space. */
    static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new LinkedHashMap<>();
        if (query == null || query.isBlank()) {
            return options;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                options.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                throw Refusal.badInput("observations.refusal.option", decode(pair));
            }
        }
        return options;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput("observations.refusal.query", text, 0);
        }
    }

    JsonNode json() {
        try {
            return JSON.readTree(content.bytes());
        } catch (JacksonException e) {
            throw Refusal.badInput("observations.refusal.not-json", e.getOriginalMessage());
        } catch (NumberFormatException e) {
            throw Refusal.badInput("observations.refusal.not-storable");
        }
    }

    Body body() {
        return new Body(json());
    }
}
