package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What municipalities of a district let each other read. Nothing is shared unless an administrator says so here. */
@Component
public class Sharing {

    private final ShareRows rows;
    private final List<Dataset> datasets;
    private final Municipalities municipalities;
    private final Access access;
    private final AuditLog auditLog;

    Sharing(ShareRows rows, List<Dataset> datasets, Municipalities municipalities, Access access, AuditLog auditLog) {
        this.rows = rows;
        this.datasets = datasets;
        this.municipalities = municipalities;
        this.access = access;
        this.auditLog = auditLog;
    }

    /**
     * A dataset of one municipality that others may read.
     *
     * @param dataset its key
     * @param wholeDistrict whether it is meant for all of the district
     */
    public record Share(
            long id,
            String dataset,
            long fromId,
            long toId,
            String toName,
            boolean wholeDistrict,
            Instant sharedAt,
            String sharedBy) {}

    /** What can be shared. */
    public List<Dataset> datasets() {
        return datasets;
    }

    /** What the municipality shares. */
    public List<Share> list(long municipalityId) {
        access.require(Permission.ADMINISTER, municipalityId);
        return rows.listFrom(List.of(municipalityId));
    }

    /** With whom the municipality can share: its district, and the other municipalities of it. */
    public List<Municipality> listPartners(long municipalityId) {
        access.require(Permission.ADMINISTER, municipalityId);
        Long district = municipalities.get(municipalityId).districtId();
        if (district == null) {
            return List.of();
        }
        return municipalities.list().stream()
                .filter(other -> other.id() != municipalityId)
                .filter(other -> district.equals(other.id()) || district.equals(other.districtId()))
                .toList();
    }

    /** Lets the partner read the dataset from now on. */
    @Transactional
    public void share(long municipalityId, String dataset, long partnerId) {
        Person administrator = access.require(Permission.ADMINISTER, municipalityId);
        if (datasets.stream().noneMatch(known -> known.key().equals(dataset))) {
            throw Refusal.badInput("identity.refusal.dataset", dataset).at("dataset");
        }
        Municipality partner = listPartners(municipalityId).stream()
                .filter(one -> one.id() == partnerId)
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("identity.refusal.partner").at("partner"));
        if (rows.insert(dataset, municipalityId, partnerId, administrator.name())) {
            auditLog.record(administrator, municipalityId, "share.granted", dataset + " → " + partner.name());
        }
    }

    /** Ends it, at once. */
    @Transactional
    public void withdraw(long shareId) {
        Share share = rows.find(shareId).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        Person administrator = access.require(Permission.ADMINISTER, share.fromId());
        rows.delete(shareId);
        auditLog.record(administrator, share.fromId(), "share.withdrawn", share.dataset() + " → " + share.toName());
    }
}
