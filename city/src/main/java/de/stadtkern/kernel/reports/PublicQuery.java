package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.TableQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which public reports are wanted: all that meet every condition, newest first or, around a place, nearest first. */
public final class PublicQuery {

    private static final double METRES_PER_MICRODEGREE = 0.111_194_93;

    /** Great-circle distance from the middle in metres, as {@link Position#metresTo}. */
    private static final String METRES = """
        2 * 6371008.8 * asin(least(1, sqrt(sin(radians((pt[1] - :lat) / 2e6)) ^ 2
            + cos(radians(:lat / 1e6)) * cos(radians(pt[1] / 1e6)) * sin(radians((pt[0] - :lon) / 2e6)) ^ 2)))\
        """;

    private static final Map<String, String> ORDER = Map.of(
            "number", "id",
            "category", "name_de",
            "address", "address",
            "state", "state",
            "created", "created_at",
            "updated", "updated_at");

    private final List<String> conditions;
    private final Map<String, Object> parameters;
    private final String order;

    private PublicQuery(List<String> conditions, Map<String, Object> parameters, String order) {
        this.conditions = List.copyOf(conditions);
        this.parameters = Map.copyOf(parameters);
        this.order = order;
    }

    /** Every public report. */
    public static PublicQuery all() {
        return new PublicQuery(List.of(), Map.of(), "created_at desc, id desc");
    }

    public PublicQuery of(long municipality) {
        return and("municipality_id = :municipality", Map.of("municipality", municipality));
    }

    public PublicQuery numbers(Collection<Long> numbers) {
        return and("id = any(:numbers)", Map.of("numbers", numbers.toArray(Long[]::new)));
    }

    public PublicQuery category(long id) {
        return and("category_id = :category", Map.of("category", id));
    }

    public PublicQuery codes(Collection<String> codes) {
        return and("code = any(:codes)", Map.of("codes", codes.toArray(String[]::new)));
    }

    public PublicQuery states(Collection<Report.State> states) {
        return and(
                "state = any(:states)",
                Map.of("states", states.stream().map(Enum::name).toArray(String[]::new)));
    }

    /** With each of these words in its text, its address, its category or its number. */
    public PublicQuery words(String words) {
        return words(SearchWords.of(words));
    }

    public PublicQuery words(SearchWords words) {
        return and(
                "concat_ws(' ', text, address, name_de, name_en, name_leicht, id) ilike all (:words)",
                Map.of("words", words.patterns()));
    }

    /** At most so far away, the nearest first. */
    public PublicQuery around(Position middle, double metres) {
        double north = north(metres);
        double east = east(middle, metres);
        return new PublicQuery(conditions, parameters, METRES + ", id")
                .and(
                        "pt <@ box(point(:lon - :dx, :lat - :dy), point(:lon + :dx, :lat + :dy)) and " + METRES
                                + " <= :metres",
                        Map.of(
                                "lon", (double) middle.microLon(),
                                "lat", (double) middle.microLat(),
                                "dx", east,
                                "dy", north,
                                "metres", metres));
    }

    public PublicQuery createdFrom(Instant at) {
        return and("created_at >= :createdFrom", Map.of("createdFrom", ReportRows.utc(at)));
    }

    public PublicQuery createdUntil(Instant at) {
        return and("created_at < :createdUntil", Map.of("createdUntil", ReportRows.utc(at)));
    }

    public PublicQuery updatedFrom(Instant at) {
        return and("updated_at >= :updatedFrom", Map.of("updatedFrom", ReportRows.utc(at)));
    }

    public PublicQuery updatedUntil(Instant at) {
        return and("updated_at < :updatedUntil", Map.of("updatedUntil", ReportRows.utc(at)));
    }

    /** Open, or closed since then. */
    public PublicQuery openOrClosedSince(Instant at) {
        return and("(closed_at is null or closed_at >= :closedSince)", Map.of("closedSince", ReportRows.utc(at)));
    }

    /** In the order that a table asks for, by its columns number, category, address, state, created and updated. */
    public PublicQuery sorted(TableQuery table) {
        return new PublicQuery(conditions, parameters, table.orderBy(ORDER, "id"));
    }

    /** What changed last comes first. */
    public PublicQuery newestChangeFirst() {
        return new PublicQuery(conditions, parameters, "updated_at desc, id desc");
    }

    /** So many metres to the north in microdegrees, and one more for rounding. */
    static double north(double metres) {
        return metres / METRES_PER_MICRODEGREE + 1;
    }

    /** So many metres to the east in microdegrees, where they are most: at the northern edge. */
    static double east(Position middle, double metres) {
        double north = north(metres);
        return north / Math.max(0.001, Math.cos(Math.toRadians(middle.lat()) + north / 1e6 * Math.PI / 180));
    }

    /** What stands after SQL's {@code from public_report}. */
    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    String order() {
        return order;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private PublicQuery and(String condition, Map<String, Object> more) {
        List<String> all = new ArrayList<>(conditions);
        all.add(condition);
        Map<String, Object> both = new HashMap<>(parameters);
        both.putAll(more);
        return new PublicQuery(all, both, order);
    }
}
