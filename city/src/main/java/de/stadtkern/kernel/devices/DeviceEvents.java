package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The life of a device: what happened to it, when, and by whom. Every event also stands in the audit log. */
@Component
class DeviceEvents {

    private static final int MOST_SHOWN = 200;

    private final JdbcClient jdbc;
    private final Access access;
    private final AuditLog auditLog;

    DeviceEvents(JdbcClient jdbc, Access access, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** What can happen. */
    enum Kind {
        SET_UP,
        /** A planned device has spoken for the first time. */
        HEARD,
        CHANGED,
        MOVED,
        STATE,
        REPLACED,
        /** It has taken the place of another. */
        REPLACES,
        PHOTO,
        CALIBRATED;

        /** The end of the keys of its texts. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What happened.
     *
     * @param person empty when it happened by itself, or a program did it
     */
    record Event(Instant at, String person, Kind kind, String detail) {}

    /** Notes it within the running transaction, by whoever asks. */
    void note(DeviceRows.Row device, Kind kind, String detail) {
        Optional<Person> person = access.findPerson();
        jdbc.sql("insert into device_event (device_id, person, kind, detail) values (:device, :person, :kind, :detail)")
                .param("device", device.id())
                .param("person", person.map(Person::name).orElse(""))
                .param("kind", kind.name())
                .param("detail", detail)
                .update();
        auditLog.record(
                person.orElse(null), device.municipalityId(), "device." + kind.word(), device.devEui() + ": " + detail);
    }

    /** Newest first. */
    List<Event> list(long deviceId) {
        return jdbc.sql("select * from device_event where device_id = :device order by id desc limit :most")
                .param("device", deviceId)
                .param("most", MOST_SHOWN)
                .query((rs, n) -> new Event(
                        DeviceRows.getInstant(rs, "at"),
                        rs.getString("person"),
                        Kind.valueOf(rs.getString("kind")),
                        rs.getString("detail")))
                .list();
    }
}
