package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.storage.Figures;
import de.stadtkern.kernel.observations.storage.Keeping;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How long the values of a datastream stay and which figures of it are kept: who sees it, and who may say so. */
@Component
class Keepings {

    private static final int MOST_DAYS = 36_500;

    private final Figures figures;
    private final JdbcClient jdbc;
    private final Readers readers;
    private final Ownership ownership;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    Keepings(
            Figures figures,
            JdbcClient jdbc,
            Readers readers,
            Ownership ownership,
            Access access,
            AuditLog auditLog,
            Clock clock) {
        this.figures = figures;
        this.jdbc = jdbc;
        this.readers = readers;
        this.ownership = ownership;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** A datastream and what is kept of it. */
    record Kept(long id, String name, String unit, Station station, Keeping keeping) {}

    /** To which it belongs. */
    record Station(long id, String name, long municipalityId) {}

    /** Of a datastream that the reader sees; others do not exist for them. */
    Kept get(long datastream) {
        Keeping keeping = figures.find(datastream).orElse(Keeping.EVERYTHING);
        return jdbc.sql("""
                        select d.name, coalesce(d.unit ->> 'symbol', ''), t.id, t.name, t.municipality_id
                        from datastream d join thing t on t.id = d.thing_id where d.id = :id and\s
                        """ + readers.reader().sees(EntityType.DATASTREAMS, "d").text())
                .param("id", datastream)
                .query((row, number) -> new Kept(
                        datastream,
                        row.getString(1),
                        row.getString(2),
                        new Station(row.getLong(3), row.getString(4), row.getLong(5)),
                        keeping))
                .optional()
                .orElseThrow(() -> Refusal.notFound("observations.refusal.unknown", "Datastreams", datastream));
    }

    boolean mayChange(Kept kept) {
        return access.allows(Permission.DELETE_OBSERVATIONS, kept.station.municipalityId);
    }

    /** The day before which raw values are removed; null when they stay. */
    @Nullable
    Instant end(Keeping keeping) {
        return keeping.keepDays() == null
                ? null
                : clock.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(keeping.keepDays()));
    }

    /** By a device of the owner whose key is for deleting too. */
    void changeAsDevice(long datastream, Keeping wanted) {
        ownership.ownToDelete();
        ownership.require(EntityType.DATASTREAMS, datastream);
        figures.change(datastream, checked(wanted));
    }

    /**
     * By a person of the owner.
     *
     * @param agreed that what is not wanted any more is removed; refused otherwise, with what that would be
     */
    @Transactional
    void changeAsPerson(long datastream, Keeping wanted, boolean agreed) {
        Kept kept = get(datastream);
        Person person = access.require(Permission.DELETE_OBSERVATIONS, kept.station.municipalityId);
        if (!agreed) {
            requireNoLoss(kept, checked(wanted));
        }
        figures.change(datastream, checked(wanted));
        auditLog.record(
                person,
                kept.station.municipalityId,
                "observations.keeping",
                "%s (%d): %s".formatted(kept.name, datastream, wanted));
    }

    private static Keeping checked(Keeping wanted) {
        Integer days = wanted.keepDays();
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw wrongDays(days.toString());
        }
        return wanted;
    }

    static Refusal wrongDays(String days) {
        return Refusal.badInput("observations.refusal.keep-days", days, MOST_DAYS)
                .at("keepDays");
    }

    private void requireNoLoss(Kept kept, Keeping wanted) {
        Instant end = end(wanted);
        long values = end == null ? 0 : count(kept.id, end);
        long widths = kept.keeping.figures().stream()
                .filter(width -> !wanted.figures().contains(width))
                .count();
        if (values + widths > 0) {
            String day =
                    end == null ? "–" : LocalDate.ofInstant(end, ZoneOffset.UTC).toString();
            throw Refusal.badInput("observations.refusal.keeping-loss", values, day, widths)
                    .at("agreed");
        }
    }

    private long count(long datastream, Instant end) {
        return jdbc.sql("""
                        select (select count(*) from observation_row where datastream_id = :datastream and phenomenon_time < :end)
                            + (select coalesce(sum(size), 0) from observation_chunk
                                where datastream_id = :datastream and day < :end)""")
                .param("datastream", datastream)
                .param("end", end.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
