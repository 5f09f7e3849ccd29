package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.roadweather.SiteRows.Kind;
import de.stadtkern.kernel.streets.Streets;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the places of stations and segments are like, as those say who keep the streets: of a station its own municipality,
 * of a segment any for itself.
 */
@Component
class Sites {

    private final SiteRows rows;
    private final Observations observations;
    private final Streets streets;
    private final Access access;
    private final AuditLog auditLog;

    Sites(SiteRows rows, Observations observations, Streets streets, Access access, AuditLog auditLog) {
        this.rows = rows;
        this.observations = observations;
        this.streets = streets;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** A station or a segment, and for which municipality the signed-in person describes it. */
    record Subject(Kind kind, long id, String name, long municipalityId) {}

    /** Refused unless the signed-in person keeps the streets of its municipality. */
    Subject station(long thingId) {
        return observations
                .findStation(thingId)
                .map(station -> new Subject(Kind.STATION, thingId, station.name(), station.municipalityId()))
                .map(this::kept)
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    /** For the person's own municipality, or the first where the person keeps the streets; refused when there is none. */
    Subject segment(long segmentId) {
        Person person = access.person();
        long municipality = person.may(Permission.KEEP_STREETS, person.homeId())
                ? person.homeId()
                : access.requireAnywhere(Permission.KEEP_STREETS).stream()
                        .sorted()
                        .findFirst()
                        .orElseThrow();
        return streets.listByIds(List.of(segmentId)).stream()
                .findFirst()
                .map(segment -> new Subject(
                        Kind.SEGMENT,
                        segmentId,
                        segment.name().isEmpty() ? Long.toString(segmentId) : segment.name() + " " + segmentId,
                        municipality))
                .orElseThrow(() -> Refusal.notFound("roadweather.refusal.segment", Long.toString(segmentId)));
    }

    private Subject kept(Subject subject) {
        access.require(Permission.KEEP_STREETS, subject.municipalityId());
        return subject;
    }

    boolean mayDescribe(long municipalityId) {
        return access.allows(Permission.KEEP_STREETS, municipalityId);
    }

    boolean mayDescribeSegments() {
        return !access.person().municipalitiesWith(Permission.KEEP_STREETS).isEmpty();
    }

    Optional<SiteRows.Said> find(Subject subject) {
        return rows.find(subject.municipalityId(), subject.kind(), subject.id());
    }

    /** From now on the place is like this. */
    @Transactional
    void say(Subject subject, Site site) {
        Person person = access.require(Permission.KEEP_STREETS, subject.municipalityId());
        rows.say(subject.municipalityId(), subject.kind(), subject.id(), site, person);
        auditLog.record(
                person,
                subject.municipalityId(),
                "roadweather.site",
                subject.kind() + " " + subject.id() + ": " + site);
    }
}
