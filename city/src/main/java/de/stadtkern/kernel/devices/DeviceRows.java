package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.TableQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The devices of a municipality: those that are set up, and those that wait. */
@Component
class DeviceRows {

    private static final String DEVICES = """
            from device d left join thing t
                on t.municipality_id = d.municipality_id and lower(t.properties ->> 'devEui') = d.dev_eui
            where\s
            """;

    private static final Map<String, String> ORDER = Map.of(
            "name",
            "lower(coalesce(t.name, d.name))",
            "uplinks",
            "d.uplinks",
            "first",
            "d.first_seen",
            "last",
            "d.last_seen");

    private final JdbcClient jdbc;

    DeviceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A device.
     *
     * @param thing what it is set up as; null while it waits
     * @param name what the network server calls it
     * @param newest what became of its newest uplink that is kept; null when none is
     */
    record Row(
            long id,
            long municipalityId,
            String devEui,
            String name,
            @Nullable Thing thing,
            Keepers keepers,
            Seen seen,
            @Nullable Outcome newest) {

        boolean isWaiting() {
            return thing == null;
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

    /** Who owns a device and looks after it. Not part of its Thing, which everybody may read. */
    record Keepers(String owner, String department, String contact) {}

    /** How often and when a device was heard. */
    record Seen(long uplinks, Instant first, Instant last) {}

    Optional<Row> find(long id) {
        return list("d.id = :id", Map.of("id", id)).stream().findFirst();
    }

    /** Of these municipalities, by name. */
    List<Row> list(Set<Long> municipalities) {
        return list("d.municipality_id in (:municipalities) order by d.id", Map.of("municipalities", municipalities));
    }

    /** For a table of those that wait, or of those that are set up. */
    Rows<Row> table(Set<Long> municipalities, boolean waiting) {
        String which = "d.municipality_id in (:municipalities) and (t.id is null) = :waiting"
                + " and concat_ws(' ', t.name, d.name, d.dev_eui) ilike :pattern";
        return new Rows<>() {
            @Override
            public long count(TableQuery query) {
                return jdbc.sql("select count(*) " + DEVICES + which)
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
                        "waiting", waiting,
                        "pattern", query.pattern(),
                        "limit", query.limit(),
                        "offset", query.offset());
            }
        };
    }

    /** How many wait. */
    long countWaiting(Set<Long> municipalities) {
        return jdbc.sql("select count(*) " + DEVICES + "d.municipality_id in (:municipalities) and t.id is null")
                .param("municipalities", municipalities)
                .query(Long.class)
                .single();
    }

    void keep(long id, Keepers keepers) {
        jdbc.sql("update device set owner = :owner, department = :department, contact = :contact where id = :id")
                .param("owner", keepers.owner)
                .param("department", keepers.department)
                .param("contact", keepers.contact)
                .param("id", id)
                .update();
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
                            (select u.outcome from device_uplink u where u.device_id = d.id order by u.id desc limit 1) as newest
                        """ + DEVICES + which)
                .params(parameters)
                .query((rs, n) -> row(rs))
                .list();
    }

    private static Row row(ResultSet rs) throws SQLException {
        Long thing = rs.getObject("thing_id", Long.class);
        String newest = rs.getString("newest");
        return new Row(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("dev_eui"),
                rs.getString("name"),
                thing == null ? null : new Thing(thing, rs.getString("thing_name"), rs.getString("type")),
                new Keepers(rs.getString("owner"), rs.getString("department"), rs.getString("contact")),
                new Seen(rs.getLong("uplinks"), instant(rs, "first_seen"), instant(rs, "last_seen")),
                newest == null ? null : Outcome.valueOf(newest));
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
