package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When devices were calibrated, and until when that holds. */
@Component
class Calibrations {

    private static final int LONGEST = 200;

    private final JdbcClient jdbc;
    private final DeviceEvents events;
    private final Access access;

    Calibrations(JdbcClient jdbc, DeviceEvents events, Access access) {
        this.jdbc = jdbc;
        this.events = events;
        this.access = access;
    }

    /**
     * A proof of calibration.
     *
     * @param certificate its number
     */
    record Calibration(LocalDate on, LocalDate until, String certificate, String note, String person) {

        boolean isOverdue(LocalDate today) {
            return until.isBefore(today);
        }
    }

    /** Newest first. */
    List<Calibration> list(long deviceId) {
        return jdbc.sql("""
                        select * from device_calibration where device_id = :device
                        order by calibrated_on desc, id desc""")
                .param("device", deviceId)
                .query((rs, n) -> new Calibration(
                        rs.getObject("calibrated_on", LocalDate.class),
                        rs.getObject("valid_until", LocalDate.class),
                        rs.getString("certificate"),
                        rs.getString("note"),
                        rs.getString("person")))
                .list();
    }

    /** Until when the last calibration of each device holds; those without one are left out. */
    Map<Long, LocalDate> validUntil(List<DeviceRows.Row> devices) {
        Map<Long, LocalDate> until = new HashMap<>();
        jdbc.sql("""
                        select device_id, max(valid_until) as until from device_calibration
                        where device_id = any(:devices) group by 1""")
                .param("devices", devices.stream().map(DeviceRows.Row::id).toArray(Long[]::new))
                .query(rs -> {
                    until.put(rs.getLong("device_id"), rs.getObject("until", LocalDate.class));
                });
        return until;
    }

    /** Enters one, from the fields of a form or a JSON object. */
    @Transactional
    void enter(DeviceRows.Row device, UnaryOperator<String> fields) {
        LocalDate on = date(fields, "on");
        LocalDate until = date(fields, "until");
        if (until.isBefore(on)) {
            throw Refusal.badInput("devices.refusal.calibration", on, until).at("until");
        }
        String certificate = text(fields, "certificate", true);
        jdbc.sql("""
                        insert into device_calibration (device_id, calibrated_on, valid_until, certificate, note, person)
                        values (:device, :on, :until, :certificate, :note, :person)""")
                .param("device", device.id())
                .param("on", on)
                .param("until", until)
                .param("certificate", certificate)
                .param("note", text(fields, "remark", false))
                .param("person", access.findPerson().map(Person::name).orElse(""))
                .update();
        events.note(device, DeviceEvents.Kind.CALIBRATED, "%s, %s – %s".formatted(certificate, on, until));
    }

    private static LocalDate date(UnaryOperator<String> fields, String field) {
        try {
            return LocalDate.parse(fields.apply(field).strip());
        } catch (DateTimeException e) {
            throw Refusal.badInput("devices.refusal.date", fields.apply(field)).at(field);
        }
    }

    private static String text(UnaryOperator<String> fields, String field, boolean needed) {
        String text = fields.apply(field).strip();
        if (text.length() > LONGEST || ((needed || !text.isEmpty()) && !PlainText.isReadable(text))) {
            throw Refusal.badInput("devices.refusal.text", field, LONGEST).at(field);
        }
        return text;
    }
}
