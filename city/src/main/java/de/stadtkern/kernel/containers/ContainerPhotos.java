package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.portal.UploadedPhoto;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The photo of each container as it stands, for those who see the register. It goes with the container, when somebody takes
 * it away, or when its time is over.
 */
@Component
class ContainerPhotos {

    private final JdbcClient jdbc;
    private final Containers containers;
    private final ContainerRows rows;
    private final ContainersSettings settings;
    private final Access access;
    private final Clock clock;

    ContainerPhotos(
            JdbcClient jdbc,
            Containers containers,
            ContainerRows rows,
            ContainersSettings settings,
            Access access,
            Clock clock) {
        this.jdbc = jdbc;
        this.containers = containers;
        this.rows = rows;
        this.settings = settings;
        this.access = access;
        this.clock = clock;
    }

    /** The picture as JPEG; refused with 404 when there is none, or the signed-in person may not see the container. */
    byte[] get(long container) {
        return jdbc.sql("select jpeg from container_photo where container_id = :id")
                .param("id", containers.get(container).id())
                .query((rs, n) -> rs.getBytes("jpeg"))
                .optional()
                .orElseThrow(() -> Refusal.notFound("containers.refusal.no-photo"));
    }

    /** When it was taken. */
    Optional<Instant> findTime(long container) {
        return jdbc.sql("select taken_at from container_photo where container_id = :id")
                .param("id", container)
                .query((rs, n) -> Objects.requireNonNull(LevelRows.instant(rs, "taken_at")))
                .optional();
    }

    /** Keeps it instead of the one before; crews may, who stand before the container. */
    @Transactional
    void keep(long id, byte[] file) {
        Container container = containers.getWorkedAt(id);
        byte[] jpeg = UploadedPhoto.redrawn(file);
        Instant now = clock.instant();
        note(container, now);
        jdbc.sql("""
            insert into container_photo (container_id, municipality_id, taken_at, jpeg)
            values (:id, :municipality, :at, :jpeg)
            on conflict (container_id) do update set jpeg = excluded.jpeg, taken_at = excluded.taken_at\
            """)
                .param("id", id)
                .param("municipality", container.municipalityId())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("jpeg", jpeg)
                .update();
    }

    @Transactional
    void remove(long id) {
        note(containers.getKept(id), null);
        jdbc.sql("delete from container_photo where container_id = :id")
                .param("id", id)
                .update();
    }

    @Scheduled(initialDelayString = "PT9M", fixedDelayString = "PT6H")
    @SchedulerLock(name = "containers/forget-photos")
    void forget() {
        jdbc.sql("delete from container_photo where taken_at < :before")
                .param("before", clock.instant().minus(settings.keepPhotos()).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void note(Container container, @Nullable Instant fresh) {
        List<String> days = Stream.of(findTime(container.id()), Optional.ofNullable(fresh))
                .map(time -> time.map(
                                one -> LocalDate.ofInstant(one, LocalStamp.TOWN).toString())
                        .orElse(""))
                .toList();
        rows.note(
                container,
                Map.of("photo", days),
                clock.instant(),
                access.person().name());
    }
}
