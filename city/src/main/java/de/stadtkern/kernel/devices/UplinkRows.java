package de.stadtkern.kernel.devices;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The last uplinks of every device, as they came. */
@Component
class UplinkRows {

    /** Of one device. */
    static final int MOST_OF_A_DEVICE = 20;

    /** Devices of one municipality that wait. */
    static final int MOST_WAITING = 1_000;

    private static final int LONGEST_MESSAGE = 32_768;

    private static final String WAITING = """
            (d.state not in ('REPLACED', 'RETIRED') and not exists (select from thing t
                where t.municipality_id = d.municipality_id and lower(t.properties ->> 'devEui') = d.dev_eui))""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UplinkRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * An uplink that is kept.
     *
     * @param repeats how often it came again
     * @param stored how many observations it brought
     * @param bad keys of the measures whose values could not be
     * @param remark what is odd about its time; null when nothing is
     * @param message as the network server sent it; null when it is too long to be kept
     */
    record Kept(
            long id,
            Instant receivedAt,
            int repeats,
            NetworkServer server,
            Outcome outcome,
            int stored,
            List<String> bad,
            @Nullable Remark remark,
            @Nullable String message) {}

    /** An uplink that came in. */
    record Arrival(
            NetworkServer server,
            JsonNode message,
            Uplink uplink,
            @Nullable Remark remark) {}

    /**
     * What was known of the device before an uplink.
     *
     * @param duplicate the same message came under another token
     */
    record Known(State state, Remark.Before before, boolean duplicate) {}

    /** What the Thing of a device says of its messages. */
    record Installed(@Nullable String type, JsonNode geometry, List<Channel> channels) {}

    /** A Datastream, and where its values stand. */
    record Channel(long datastreamId, List<String> field) {}

    private record InstalledRow(
            @Nullable String type,
            @Nullable String geometry,
            @Nullable Long datastreamId,
            @Nullable String field) {}

    private record Noted(long deviceId, long uplinks, State state) {}

    /** Of a device that nobody knows yet: nothing. */
    Known known(long municipalityId, Uplink uplink) {
        return jdbc.sql("""
                        select state, heard_time, counter, exists (select from device_uplink u
                            where u.device_id = d.id and u.fingerprint = :fingerprint and u.token <> :token) as duplicate
                        from device d where municipality_id = :municipality and dev_eui = :devEui""")
                .param("municipality", municipalityId)
                .param("devEui", uplink.sender().devEui())
                .param("token", uplink.token())
                .param("fingerprint", uplink.fingerprint().orElse(null), Types.OTHER)
                .query((rs, n) -> new Known(
                        State.valueOf(rs.getString("state")),
                        new Remark.Before(DeviceRows.instant(rs, "heard_time"), rs.getObject("counter", Long.class)),
                        rs.getBoolean("duplicate")))
                .optional()
                .orElse(new Known(State.ACTIVE, new Remark.Before(null, null), false));
    }

    /** What the network server says of the battery of a device; it says so of devices that were heard. */
    void keepBattery(long municipalityId, NetworkServer.Status status) {
        jdbc.sql("""
                        update device set battery = :battery, battery_at = now()
                        where municipality_id = :municipality and dev_eui = :devEui""")
                .param("battery", status.batteryPercent())
                .param("municipality", municipalityId)
                .param("devEui", status.devEui())
                .update();
    }

    /** Empty when no Thing of the municipality is this device. */
    Optional<Installed> findInstalled(long municipalityId, String devEui) {
        List<InstalledRow> rows = jdbc.sql("""
                        select t.properties ->> 'deviceType' as type, (t.properties -> 'geometry')::text as geometry,
                            d.id as datastream_id, (d.properties -> 'field')::text as field
                        from thing t left join datastream d on d.thing_id = t.id
                        where t.municipality_id = :municipality and lower(t.properties ->> 'devEui') = :devEui
                        order by d.id""")
                .param("municipality", municipalityId)
                .param("devEui", devEui)
                .query(DataClassRowMapper.newInstance(InstalledRow.class))
                .list();
        return rows.stream()
                .findFirst()
                .map(first -> new Installed(
                        first.type,
                        json.readTree(first.geometry == null ? "{}" : first.geometry),
                        rows.stream().flatMap(row -> channel(row).stream()).toList()));
    }

    private Optional<Channel> channel(InstalledRow row) {
        if (row.datastreamId == null || row.field == null) {
            return Optional.empty();
        }
        JsonNode paths = json.readTree(row.field);
        return Optional.of(new Channel(
                row.datastreamId,
                paths.isArray()
                        ? paths.valueStream().map(path -> path.asString("")).toList()
                        : List.of(paths.asString(""))));
    }

    /** Keeps the uplink and what became of it; of the oldest ones only as many as there is room for. */
    void keep(long municipalityId, Arrival arrival, Uplinks.Received received) {
        String text = arrival.message.toString();
        Uplink uplink = arrival.uplink;
        Noted noted = jdbc.sql("""
                        with one as (
                            insert into device (municipality_id, dev_eui, name, profile, heard_time, counter, reception)
                            values (:municipality, :devEui, :name, :profile, :time, :counter, :reception::jsonb)
                            on conflict (municipality_id, dev_eui) do update set name = excluded.name,
                                profile = excluded.profile, first_seen = coalesce(device.first_seen, now()),
                                last_seen = now(), uplinks = device.uplinks + 1,
                                heard_time = greatest(device.heard_time, excluded.heard_time),
                                counter = excluded.counter, reception = excluded.reception
                            returning id, uplinks, state)
                        insert into device_uplink
                            (device_id, token, server, outcome, stored, bad, remark, fingerprint, message)
                        select id, :token, :server, :outcome, :stored, :bad, :remark, :fingerprint, :message from one
                        on conflict (device_id, token) do update set repeats = device_uplink.repeats + 1,
                            outcome = excluded.outcome, stored = excluded.stored, bad = excluded.bad
                        returning device_id, (select uplinks from one), (select state from one)""")
                .param("municipality", municipalityId)
                .param("devEui", uplink.sender().devEui())
                .param("name", uplink.sender().name())
                .param("profile", uplink.sender().profile())
                .param("time", believed(arrival), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("counter", uplink.counter())
                .param("reception", uplink.reception().toString())
                .param("token", uplink.token())
                .param("server", arrival.server.name())
                .param("outcome", received.outcome().name())
                .param("stored", received.values().size())
                .param("bad", received.bad().toArray(String[]::new))
                .param("remark", arrival.remark == null ? null : arrival.remark.name())
                .param("fingerprint", uplink.fingerprint().orElse(null), Types.OTHER)
                .param("message", text.length() > LONGEST_MESSAGE ? null : text)
                .query(DataClassRowMapper.newInstance(Noted.class))
                .single();
        if (noted.state == State.PLANNED && received.outcome() != Outcome.SIMULATED) {
            begin(noted.deviceId);
        }
        jdbc.sql("""
                        delete from device_uplink where device_id = :device and id <= (select id from device_uplink
                            where device_id = :device order by id desc offset :most limit 1)""")
                .param("device", noted.deviceId)
                .param("most", MOST_OF_A_DEVICE)
                .update();
        if (noted.uplinks == 1) {
            makeRoom(municipalityId);
        }
    }

    /** A time to come is no time that later ones could be compared with. */
    private static @Nullable OffsetDateTime believed(Arrival arrival) {
        return arrival.remark == Remark.FUTURE
                ? null
                : arrival.uplink
                        .moment()
                        .map(moment -> moment.atOffset(ZoneOffset.UTC))
                        .orElse(null);
    }

    /** A planned device has spoken. */
    private void begin(long deviceId) {
        jdbc.sql("""
                        with begun as (update device set state = 'ACTIVE' where id = :device and state = 'PLANNED' returning id)
                        insert into device_event (device_id, person, kind, detail) select id, '', 'HEARD', '' from begun""").param("device", deviceId).update();
    }

    /** Those that wait and have not been heard for longest go. */
    private void makeRoom(long municipalityId) {
        jdbc.sql(
                        "delete from device where id in (select d.id from device d where d.municipality_id = :municipality and "
                                + WAITING + " order by d.last_seen desc nulls last, d.id desc offset :most)")
                .param("municipality", municipalityId)
                .param("most", MOST_WAITING)
                .update();
    }

    /** Newest first. */
    List<Kept> list(long deviceId) {
        return jdbc.sql("select * from device_uplink where device_id = :device order by id desc")
                .param("device", deviceId)
                .query((rs, n) -> new Kept(
                        rs.getLong("id"),
                        DeviceRows.getInstant(rs, "received_at"),
                        rs.getInt("repeats"),
                        NetworkServer.valueOf(rs.getString("server")),
                        Outcome.valueOf(rs.getString("outcome")),
                        rs.getInt("stored"),
                        List.of((String[]) rs.getArray("bad").getArray()),
                        rs.getString("remark") == null ? null : Remark.valueOf(rs.getString("remark")),
                        rs.getString("message")))
                .list();
    }

    /** What became of it when it was read again. */
    void settle(long uplinkId, Uplinks.Received received) {
        jdbc.sql("update device_uplink set outcome = :outcome, stored = :stored, bad = :bad where id = :id")
                .param("outcome", received.outcome().name())
                .param("stored", received.values().size())
                .param("bad", received.bad().toArray(String[]::new))
                .param("id", uplinkId)
                .update();
    }

    /** Devices that are set up, of which uplinks of the time before wait to be read. */
    List<Long> listSetUpMeanwhile() {
        return jdbc.sql("""
                        select distinct d.id from device_uplink u join device d on d.id = u.device_id
                        where u.outcome = 'UNKNOWN_DEVICE' and not (%s)""".formatted(WAITING)).query((rs, n) -> rs.getLong(1)).list();
    }

    /** Removes uplinks of before this, and devices that wait and were not heard since. */
    void forget(Instant before) {
        for (String sql : List.of(
                "delete from device_uplink where received_at < :before",
                "delete from device d where (last_seen is null or last_seen < :before) and " + WAITING)) {
            jdbc.sql(sql).param("before", before.atOffset(ZoneOffset.UTC)).update();
        }
    }
}
