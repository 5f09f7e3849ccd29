package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.UploadedPhoto;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The photo of each device as it hangs. */
@Component
class Photos {

    private final JdbcClient jdbc;
    private final DeviceEvents events;
    private final Access access;

    Photos(JdbcClient jdbc, DeviceEvents events, Access access) {
        this.jdbc = jdbc;
        this.events = events;
        this.access = access;
    }

    Optional<byte[]> find(long deviceId) {
        return jdbc.sql("select jpeg from device_photo where device_id = :device")
                .param("device", deviceId)
                .query((rs, n) -> rs.getBytes("jpeg"))
                .optional();
    }

    boolean exists(long deviceId) {
        return jdbc.sql("select exists (select from device_photo where device_id = :device)")
                .param("device", deviceId)
                .query(Boolean.class)
                .single();
    }

    /** Keeps it instead of the one before. */
    @Transactional
    void keep(DeviceRows.Row device, byte[] file) {
        jdbc.sql("""
                        insert into device_photo (device_id, person, jpeg) values (:device, :person, :jpeg)
                        on conflict (device_id) do update set jpeg = excluded.jpeg, person = excluded.person, taken_at = now()""")
                .param("device", device.id())
                .param("person", access.findPerson().map(Person::name).orElse(""))
                .param("jpeg", UploadedPhoto.redrawn(file))
                .update();
        events.note(device, DeviceEvents.Kind.PHOTO, "");
    }
}
