package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A {@link SegmentFilter} as the fields of a form or the parameters of an address. An empty field says nothing; "none"
 * looks for those of which nothing is said.
 */
final class RegisterFilters {

    static final String MUNICIPALITY = "municipality";
    static final String NONE = "none";

    /** The table of the page names its field for words so. */
    static final String WORDS = "segments-q";

    private static final String ROADS = "roads";
    private static final String PATHS = "paths";

    /** The fields that the page keeps folded until they say something. */
    static final List<String> MORE = List.of("class", "winter", "sweeping", "responsible", "salt", "narrow", "quarter");

    private static final List<String> FIELDS = Stream.concat(Stream.of(MUNICIPALITY, "street", WORDS), MORE.stream())
            .toList();

    private RegisterFilters() {}

    static SegmentFilter read(UnaryOperator<String> texts) {
        return new SegmentFilter(
                texts.apply(WORDS).strip(),
                texts.apply("street"),
                classes(texts.apply("class")),
                winterClasses(texts.apply("winter")),
                sweepingClasses(texts.apply("sweeping")),
                RegisterChange.responsibility(texts.apply("responsible")),
                yesOrNo("salt", texts.apply("salt")),
                yesOrNo("narrow", texts.apply("narrow")),
                texts.apply("quarter"),
                List.of());
    }

    /** The fields that say something. */
    static Map<String, String> said(UnaryOperator<String> texts) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String text = texts.apply(field);
            if (!text.isEmpty()) {
                said.put(field, text);
            }
        }
        return said;
    }

    static Form form(UnaryOperator<String> texts) {
        Form form = Form.blank();
        for (String field : FIELDS) {
            form = form.with(field, texts.apply(field));
        }
        return form;
    }

    /** What stands in an address behind the question mark. */
    static String query(Map<String, String> said) {
        StringBuilder query = new StringBuilder();
        said.forEach((field, text) -> query.append(query.isEmpty() ? "?" : "&")
                .append(field)
                .append('=')
                .append(UriUtils.encode(text, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private static Set<RoadClass> classes(String text) {
        return switch (text) {
            case "" -> Set.of();
            case ROADS -> RoadClass.ROADS;
            case PATHS -> RoadClass.PATHS;
            default -> Set.of(SegmentsApi.roadClass(text));
        };
    }

    private static Set<Integer> winterClasses(String text) {
        return switch (text) {
            case "" -> Set.of();
            case NONE -> Set.of(0);
            case "1", "2", "3" -> Set.of(Integer.valueOf(text));
            default ->
                throw Refusal.badInput("streets.refusal.winter-class", text).at("winter");
        };
    }

    private static Set<String> sweepingClasses(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.equals(NONE) ? "" : text);
    }

    private static @Nullable Boolean yesOrNo(String field, String text) {
        return switch (text) {
            case "" -> null;
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Refusal.badInput("streets.refusal.yes-no", field, text).at(field);
        };
    }
}
