package de.stadtkern.kernel.crew;

import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list that a device brings. What cannot be read is refused item by item, so that one bad item never holds up the
 * others.
 */
final class Delivery<T> {

    private final Map<Integer, T> read = new TreeMap<>();
    private final Map<Integer, Refusal> refused = new TreeMap<>();
    private int stored;

    private Delivery() {}

    /**
     * What became of an item, as RFC 9457 says it.
     *
     * @param index of the item in the list, from 0
     * @param field that it is about; empty when it is about the whole item
     */
    record Problem(int index, String type, String title, int status, String detail, String field) {}

    /** What became of a list: how many are stored, now or before, and which are refused and why. */
    record Answer(int stored, List<Problem> refused) {}

    /** @throws Refusal 400 when the body is no JSON list, 413 when it has too many items; then nothing is read */
    static <T> Delivery<T> read(JsonMapper json, byte[] body, int most, Function<JsonNode, T> reader) {
        List<JsonNode> nodes = list(json, body);
        if (nodes.size() > most) {
            throw Refusal.tooLarge("crew.refusal.many", most, nodes.size());
        }
        Delivery<T> delivery = new Delivery<>();
        for (int index = 0; index < nodes.size(); index++) {
            delivery.read(index, nodes.get(index), reader);
        }
        return delivery;
    }

    private static List<JsonNode> list(JsonMapper json, byte[] body) {
        try {
            JsonNode tree = json.readTree(body);
            if (tree.isArray()) {
                return List.copyOf(tree.values());
            }
        } catch (JacksonException e) {
            throw Refusal.badInput("crew.refusal.json", e.getOriginalMessage());
        }
        throw Refusal.badInput("crew.refusal.list");
    }

    private void read(int index, JsonNode node, Function<JsonNode, T> reader) {
        try {
            read.put(index, reader.apply(node));
        } catch (Refusal refusal) {
            refused.put(index, refusal);
        } catch (JacksonException e) {
            refused.put(index, Refusal.badInput("crew.refusal.item", e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            refused.put(index, Refusal.badInput("crew.refusal.item", String.valueOf(e.getMessage())));
        }
    }

    /** Hands over what could be read: all at once, or one by one when one of them is not taken. */
    void store(Consumer<List<T>> taker) {
        try {
            if (!read.isEmpty()) {
                taker.accept(List.copyOf(read.values()));
            }
            stored = read.size();
        } catch (Refusal refusal) {
            if (refusal.status() != HttpStatus.BAD_REQUEST) {
                throw refusal;
            }
            read.forEach((index, item) -> store(index, item, taker));
        }
    }

    private void store(int index, T item, Consumer<List<T>> taker) {
        try {
            taker.accept(List.of(item));
            stored++;
        } catch (Refusal refusal) {
            if (refusal.status() != HttpStatus.BAD_REQUEST) {
                throw refusal;
            }
            refused.put(index, refusal);
        }
    }

    Answer answer(Page page) {
        List<Problem> problems = new ArrayList<>();
        refused.forEach((index, refusal) -> problems.add(new Problem(
                index,
                "about:blank",
                refusal.status().getReasonPhrase(),
                refusal.status().value(),
                page.text(refusal.textKey(), refusal.arguments().toArray()),
                refusal.field())));
        return new Answer(stored, problems);
    }
}
