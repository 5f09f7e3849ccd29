package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.TableQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what municipalities say of segments. */
@Component
class RegisterRows {

    private static final int BATCH = 5000;

    private static final String VALUES = "winter_class, sweeping_class, responsibility, salt_ban, max_width_metres";

    private static final Map<String, String> ORDERS = Map.of(
            "street", "nullif(name, '')",
            "class", "road_class",
            "length", "length_metres",
            "winter", "winter_class",
            "sweeping", "nullif(sweeping_class, '')");

    /** Segments of the network with what the municipality says of them. */
    private static final String FOUND = """
             from segment left join (
                select segment_id, %s from street_register where municipality_id = :municipality and current) register
                on segment_id = id
            where removed_at is null
              and (:words = '' or position(lower(:words) in lower(name)) > 0)
              and (:street = '' or lower(name) = lower(:street))
              and (cardinality(:classes::text[]) = 0 or road_class = any(:classes::text[]))
              and (cardinality(:winterClasses::int[]) = 0 or coalesce(winter_class, 0) = any(:winterClasses::int[]))
              and (cardinality(:sweepingClasses::text[]) = 0 or coalesce(sweeping_class, '') = any(:sweepingClasses::text[]))
              and (:responsibility::text is null or responsibility = :responsibility)
              and (:saltBan::boolean is null or coalesce(salt_ban, false) = :saltBan)
              and (:narrow::boolean is null or (max_width_metres is not null) = :narrow)
              and (:quarter = '' or quarter = :quarter)
            """.formatted(VALUES);

    private final JdbcTemplate template;
    private final JdbcClient client;

    RegisterRows(DataSource dataSource) {
        this.template = new JdbcTemplate(dataSource);
        this.client = JdbcClient.create(template);
    }

    List<RegisteredSegment> list(long municipality, SegmentFilter filter) {
        return found("select " + SegmentRows.COLUMNS + ", " + VALUES, municipality, filter, " order by id")
                .query(RegisterRows::registered)
                .list()
                .stream()
                .filter(one -> filter.hasInside(one.segment()))
                .toList();
    }

    List<RegisteredSegment> list(long municipality, SegmentFilter filter, TableQuery query) {
        return found(
                        "select " + SegmentRows.COLUMNS + ", " + VALUES,
                        municipality,
                        filter,
                        " order by " + query.orderBy(ORDERS, "id") + " limit :limit offset :offset")
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(RegisterRows::registered)
                .list();
    }

    long count(long municipality, SegmentFilter filter) {
        return found("select count(*)", municipality, filter, "")
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec found(String columns, long municipality, SegmentFilter filter, String end) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("municipality", municipality);
        parameters.put("words", filter.words());
        parameters.put("street", filter.street());
        parameters.put("classes", SegmentRows.values(filter.classes()));
        parameters.put("winterClasses", filter.winterClasses().toArray(Integer[]::new));
        parameters.put("sweepingClasses", filter.sweepingClasses().toArray(String[]::new));
        parameters.put("responsibility", name(filter.responsibility()));
        parameters.put("saltBan", filter.saltBan());
        parameters.put("narrow", filter.narrow());
        parameters.put("quarter", filter.quarter());
        return client.sql(columns + FOUND + end).params(parameters);
    }

    /** Lets one transaction after the other change the register; reading goes on. */
    void lock() {
        client.sql("lock table street_register in share row exclusive mode").update();
    }

    /** What the municipality says of these segments now; those of which it says nothing are left out. */
    Map<Long, Register> current(long municipality, Collection<Long> segments) {
        Map<Long, Register> current = new HashMap<>();
        client.sql("select segment_id, " + VALUES + """
                         from street_register
                        where municipality_id = ? and segment_id = any(?) and current""")
                .params(municipality, segments.toArray(Long[]::new))
                .query(row -> {
                    current.put(row.getLong("segment_id"), register(row));
                });
        return current;
    }

    /** Continues the register of these segments with what the person now says. */
    void insert(long municipality, Map<Long, Register> registers, Person person, String reason) {
        client.sql("""
                        update street_register set current = false
                        where municipality_id = ? and segment_id = any(?) and current""")
                .params(municipality, registers.keySet().toArray(Long[]::new))
                .update();
        template.batchUpdate(
                "insert into street_register (municipality_id, segment_id, " + VALUES
                        + ", reason, person_id, person_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                registers.entrySet(),
                BATCH,
                (row, one) -> {
                    Register register = one.getValue();
                    row.setLong(1, municipality);
                    row.setLong(2, one.getKey());
                    row.setObject(3, register.winterClass());
                    row.setString(4, register.sweepingClass());
                    row.setString(5, name(register.responsibility()));
                    row.setBoolean(6, register.saltBan());
                    row.setObject(7, register.maxWidthMetres());
                    row.setString(8, reason);
                    row.setLong(9, person.id());
                    row.setString(10, person.name());
                });
    }

    /** What was ever said of the segment, the newest first. */
    List<RegisterEntry> history(long municipality, long segment) {
        return client.sql("select " + VALUES + """
                        , current, reason, person_name, taken_from, made_at
                        from street_register where municipality_id = ? and segment_id = ? order by id desc""")
                .params(municipality, segment)
                .query((row, number) -> new RegisterEntry(
                        register(row),
                        row.getBoolean("current"),
                        row.getString("reason"),
                        row.getString("person_name"),
                        row.getObject("taken_from", Long.class),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The segments of the network with one of these ids. */
    Set<Long> known(Collection<Long> ids) {
        return Set.copyOf(client.sql("select id from segment where id = any(?) and removed_at is null")
                .param(ids.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** The segments of each street, by its name in lower case. */
    Map<String, List<Long>> streets() {
        Map<String, List<Long>> streets = new HashMap<>();
        client.sql("select id, name from segment where name <> '' and removed_at is null order by id")
                .query(row -> {
                    streets.computeIfAbsent(row.getString("name").toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                            .add(row.getLong("id"));
                });
        return streets;
    }

    List<String> listSweepingClasses(long municipality) {
        return client.sql("""
                        select distinct sweeping_class from street_register
                        where municipality_id = ? and current and sweeping_class <> '' order by 1""")
                .param(municipality)
                .query((row, number) -> row.getString(1))
                .list();
    }

    List<String> listQuarters() {
        return client.sql("select distinct quarter from segment where removed_at is null and quarter <> '' order by 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** What the last import changed, by kind and street; differences are looked for in what this municipality says. */
    List<SegmentChange> listChanges(long municipality) {
        return client.sql("""
                        select c.segment_id, c.kind, c.fields, c.parent_id, s.name, s.road_class,
                            c.kind = 'REMOVED' and exists (
                                select from street_register mine left join street_register there
                                    on there.municipality_id = mine.municipality_id and there.segment_id = c.parent_id
                                    and there.current
                                where mine.municipality_id = ? and mine.segment_id = c.segment_id and mine.current
                                  and (mine.winter_class, mine.sweeping_class, mine.responsibility, mine.salt_ban,
                                       mine.max_width_metres)
                                      is distinct from (there.winter_class, there.sweeping_class, there.responsibility,
                                       there.salt_ban, there.max_width_metres)) as differs
                        from segment_change c join segment s on s.id = c.segment_id
                        where c.extract_id = (select max(id) from segment_extract)
                        order by c.kind, s.name, c.segment_id""")
                .param(municipality)
                .query((row, number) -> new SegmentChange(
                        row.getLong("segment_id"),
                        row.getString("name"),
                        RoadClass.find(row.getString("road_class")).orElseThrow(),
                        SegmentChange.Kind.valueOf(row.getString("kind")),
                        List.of((String[]) row.getArray("fields").getArray()),
                        row.getObject("parent_id", Long.class),
                        row.getBoolean("differs")))
                .list();
    }

    private static RegisteredSegment registered(ResultSet row, int rowNumber) throws SQLException {
        return new RegisteredSegment(SegmentRows.segment(row, rowNumber), register(row));
    }

    private static Register register(ResultSet row) throws SQLException {
        String responsibility = row.getString("responsibility");
        return new Register(
                row.getObject("winter_class", Integer.class),
                Objects.requireNonNullElse(row.getString("sweeping_class"), ""),
                responsibility == null ? null : Responsibility.valueOf(responsibility),
                row.getBoolean("salt_ban"),
                row.getObject("max_width_metres", Double.class));
    }

    private static @Nullable String name(@Nullable Responsibility responsibility) {
        return responsibility == null ? null : responsibility.name();
    }
}
