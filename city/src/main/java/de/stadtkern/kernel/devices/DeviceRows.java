package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The devices of a municipality: those that are set up, and those that wait. */
@Component
class DeviceRows {

    private static final String DEVICES = """
            from device d left join thing t
                on t.municipality_id = d.municipality_id and lower(t.properties ->> 'devEui') = d.dev_eui
            """;

    private static final String IS_WAITING = "(t.id is null and d.state not in ('REPLACED', 'RETIRED'))";

    /** The newest level that the device itself measured. */
    private static final String BATTERY = """
            left join lateral (
                select l.result, l.phenomenon_time, s.unit ->> 'symbol' as unit
                from datastream s join last_observation l on l.datastream_id = s.id
                where s.thing_id = t.id and l.result is not null and %s
                order by l.phenomenon_time desc limit 1) b on true
            where\s
            """.formatted(isBattery("s"));

    private static final Map<String, String> ORDER =
            Map.of("name", "lower(d.name)", "uplinks", "d.uplinks", "first", "d.first_seen", "last", "d.last_seen");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DeviceRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A device.
     *
     * @param thing what it is set up as; null while it waits
     * @param name what the network server calls it
     * @param replacedBy the device that took its place; null when none did
     * @param newest what became of its newest uplink that is kept; null when none is
     */
    record Row(
            long id,
            long municipalityId,
            String devEui,
            String name,
            State state,
            @Nullable Long replacedBy,
            @Nullable Thing thing,
            Keepers keepers,
            Seen seen,
            Power power,
            @Nullable Outcome newest) {

        boolean isWaiting() {
            return thing == null && !state.isOutOfService();
        }

        /** The Thing of a device that has one; refused otherwise. */
        Thing installed() {
            if (thing == null) {
                throw Refusal.conflict("devices.refusal.not-set-up", devEui);
            }
            return thing;
        }

        /** What people call it. */
        String title() {
            return thing != null ? thing.name : name.isEmpty() ? devEui : name;
        }
    }

    /**
     * The Thing that a device is.
     *
     * @param type key of its device type; null when its Datastreams say by themselves where their values stand
     */
    record Thing(long id, String name, @Nullable String type) {}

    /**
     * Who owns a device and looks after it. Not part of its Thing, which everybody may read.
     *
     * @param batch what was bought or hung up together
     */
    record Keepers(String owner, String department, String contact, String batch, String note) {

        /** What is known, by its field. */
        Map<String, String> named() {
            Map<String, String> named = new LinkedHashMap<>();
            named.put("owner", owner);
            named.put("department", department);
            named.put("contact", contact);
            named.put("batch", batch);
            named.put("note", note);
            named.values().removeIf(String::isEmpty);
            return named;
        }
    }

    /** How often, when and how a device was heard; times are null when it never was. */
    record Seen(
            long uplinks, @Nullable Instant first, @Nullable Instant last, Reception reception) {}

    /**
     * What is known of a battery.
     *
     * @param level null when nothing is
     * @param unit UCUM, of the level
     * @param at when that was
     * @param end when it will be empty, by how it fell; null when that cannot be told
     */
    record Power(
            @Nullable Double level,
            String unit,
            @Nullable Instant at,
            @Nullable LocalDate end) {

        boolean isWeak(double threshold) {
            return level != null && level < threshold;
        }
    }

    Optional<Row> find(long id) {
        return list("d.id = :id", Map.of("id", id)).stream().findFirst();
    }

    /** Of these municipalities, by name. */
    List<Row> list(Set<Long> municipalities) {
        return list("d.municipality_id in (:municipalities) order by d.id", Map.of("municipalities", municipalities));
    }

    /** Of all municipalities. */
    List<Row> listAll() {
        return list("true order by d.id", Map.of());
    }

    /** For a table of those that wait. */
    Rows<Row> waiting(Set<Long> municipalities) {
        String which = "d.municipality_id in (:municipalities) and " + IS_WAITING
                + " and concat_ws(' ', d.name, d.dev_eui) ilike :pattern";
        return new Rows<>() {
            @Override
            public long count(TableQuery query) {
                return jdbc.sql("select count(*) " + DEVICES + " where " + which)
                        .params(parameters(query))
                        .query(Long.class)
                        .single();
            }

            @Override
            public List<Row> list(TableQuery query) {
                return DeviceRows.this.list(
                        which + " order by " + query.orderBy(ORDER, "d.id") + " limit :limit offset :offset",
                        parameters(query));
            }

            private Map<String, Object> parameters(TableQuery query) {
                return Map.of(
                        "municipalities", municipalities,
                        "pattern", query.pattern(),
                        "limit", query.limit(),
                        "offset", query.offset());
            }
        };
    }

    /** How many wait. */
    long countWaiting(Set<Long> municipalities) {
        return jdbc.sql("select count(*) " + DEVICES + " where d.municipality_id in (:municipalities) and "
                        + IS_WAITING)
                .param("municipalities", municipalities)
                .query(Long.class)
                .single();
    }

    Optional<Row> findByDevEui(long municipalityId, String devEui) {
        return list(
                        "d.municipality_id = :municipality and d.dev_eui = :devEui",
                        Map.of("municipality", municipalityId, "devEui", devEui))
                .stream()
                .findFirst();
    }

    /** A device that was never heard. */
    long plan(long municipalityId, String devEui) {
        return jdbc.sql("""
                        insert into device (municipality_id, dev_eui, name, profile, first_seen, last_seen, uplinks, state)
                        values (:municipality, :devEui, '', '', null, null, 0, 'PLANNED') returning id""")
                .param("municipality", municipalityId)
                .param("devEui", devEui)
                .query(Long.class)
                .single();
    }

    void keep(long id, Keepers keepers) {
        jdbc.sql("""
                        update device set owner = :owner, department = :department, contact = :contact,
                            batch = :batch, note = :note
                        where id = :id""")
                .param("owner", keepers.owner)
                .param("department", keepers.department)
                .param("contact", keepers.contact)
                .param("batch", keepers.batch)
                .param("note", keepers.note)
                .param("id", id)
                .update();
    }

    /** What the QR code of the device calls its model. */
    void setProfileId(long id, String profileId) {
        jdbc.sql("update device set profile_id = :profile where id = :id")
                .param("profile", profileId)
                .param("id", id)
                .update();
    }

    void setState(long id, State state, @Nullable Long replacedBy) {
        jdbc.sql("update device set state = :state, replaced_by = :by where id = :id")
                .param("state", state.name())
                .param("by", replacedBy)
                .param("id", id)
                .update();
    }

    void setBatteryEnd(long id, @Nullable LocalDate end) {
        jdbc.sql("update device set battery_end = :end where id = :id")
                .param("end", end)
                .param("id", id)
                .update();
    }

    /** The batches of these municipalities, by name. */
    List<String> listBatches(Set<Long> municipalities) {
        return jdbc.sql(
                        "select distinct batch from device where municipality_id in (:municipalities) and batch <> '' order by 1")
                .param("municipalities", municipalities)
                .query((rs, n) -> rs.getString(1))
                .list();
    }

    /** A condition on a datastream under this alias: it measures a battery. */
    static String isBattery(String alias) {
        return """
                (%1$s.unit ->> 'symbol' in ('V', '%%') and (%1$s.properties ->> 'field' ilike 'bat%%'
                    or exists (select from observed_property p
                        where p.id = %1$s.observed_property_id and p.definition like '%%battery%%')))""".formatted(alias);
    }

    /** A Datastream of a Thing: what of a message it holds, and its unit (UCUM; empty for a truth value). */
    record Field(long datastreamId, String field, String unit) {}

    /** Those of its Datastreams that hold a measure of a type. */
    List<Field> fields(long thing) {
        return jdbc.sql("""
                        select id, properties ->> 'field' as field, coalesce(unit ->> 'symbol', '') as unit from datastream
                        where thing_id = :thing and jsonb_typeof(properties -> 'field') = 'string' order by id""")
                .param("thing", thing)
                .query((rs, n) -> new Field(rs.getLong("id"), rs.getString("field"), rs.getString("unit")))
                .list();
    }

    String properties(long thing) {
        return jdbc.sql("select coalesce(properties, '{}')::text from thing where id = :thing")
                .param("thing", thing)
                .query(String.class)
                .single();
    }

    /** The ObservedProperty of the municipality with this definition. */
    Optional<Long> findProperty(long municipalityId, String definition) {
        return jdbc.sql("""
                        select id from observed_property
                        where municipality_id = :municipality and definition = :definition order by id limit 1""")
                .param("municipality", municipalityId)
                .param("definition", definition)
                .query(Long.class)
                .optional();
    }

    private List<Row> list(String which, Map<String, ?> parameters) {
        return jdbc.sql("""
                        select d.*, t.id as thing_id, t.name as thing_name, t.properties ->> 'deviceType' as type,
                            b.result as level, b.phenomenon_time as level_at, b.unit as level_unit,
                            (select u.outcome from device_uplink u where u.device_id = d.id order by u.id desc limit 1) as newest
                        """ + DEVICES + BATTERY + which)
                .params(parameters)
                .query((rs, n) -> row(rs))
                .list();
    }

    private Row row(ResultSet rs) throws SQLException {
        Long thing = rs.getObject("thing_id", Long.class);
        String newest = rs.getString("newest");
        return new Row(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("dev_eui"),
                rs.getString("name"),
                State.valueOf(rs.getString("state")),
                rs.getObject("replaced_by", Long.class),
                thing == null ? null : new Thing(thing, rs.getString("thing_name"), rs.getString("type")),
                new Keepers(
                        rs.getString("owner"),
                        rs.getString("department"),
                        rs.getString("contact"),
                        rs.getString("batch"),
                        rs.getString("note")),
                new Seen(
                        rs.getLong("uplinks"),
                        instant(rs, "first_seen"),
                        instant(rs, "last_seen"),
                        Reception.of(json.readTree(rs.getString("reception")))),
                power(rs),
                newest == null ? null : Outcome.valueOf(newest));
    }

    /** What the device measured goes before what the network server says. */
    private static Power power(ResultSet rs) throws SQLException {
        Double measured = rs.getObject("level", Double.class);
        LocalDate end = rs.getObject("battery_end", LocalDate.class);
        return measured != null
                ? new Power(measured, rs.getString("level_unit"), instant(rs, "level_at"), end)
                : new Power(rs.getObject("battery", Double.class), "%", instant(rs, "battery_at"), null);
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Of a column that is never null. */
    static Instant getInstant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
