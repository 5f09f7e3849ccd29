package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.WorkOrder.Progress;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was decided and done, for good. */
@Component
public class Proofs {

    private static final int SHOWN = 50;
    private static final int LONGEST_TEXT = 4000;

    private final ProofRows rows;
    private final ProofChain chain;
    private final WorkOrderRows orders;
    private final Municipalities municipalities;
    private final ObjectProvider<ProposalSource> sources;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final ApplicationEventPublisher events;

    Proofs(
            ProofRows rows,
            ProofChain chain,
            WorkOrderRows orders,
            Municipalities municipalities,
            ObjectProvider<ProposalSource> sources,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.chain = chain;
        this.orders = orders;
        this.municipalities = municipalities;
        this.sources = sources;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.events = events;
    }

    /** Keeps the proof of a decision, within its transaction. */
    void keep(Proposal proposal, Decision decision, @Nullable WorkOrder done) {
        append(ProofEntry.Kind.DECISION, null, proposal, decision, done == null ? null : work(proposal, done));
    }

    /**
     * Keeps the proof of a tour that is over, within the running transaction: with the decision it rests on and the weather
     * when it began and ended. The same tour again changes nothing.
     *
     * @return number of the proof in its municipality
     */
    @Transactional
    public long keep(TourResult tour) {
        WorkOrder order = orders.get(tour.orderId());
        chain.lock(order.decision().municipalityId());
        return rows.findNumberOfTour(tour.tourId()).orElseGet(() -> {
            long number = append(
                    ProofEntry.Kind.TOUR,
                    tour.tourId(),
                    order.proposal(),
                    order.decision(),
                    work(order.proposal(), tour));
            events.publishEvent(new ProofKept(order.id(), order.decision().municipalityId(), tour.brokenOff()));
            return number;
        });
    }

    /**
     * Says what is not right in a proof. The proof stays as it is; the page shows both.
     *
     * @throws Refusal when reason or text is missing, or the person may not decide there
     */
    @Transactional
    void correct(long id, String reason, String text) {
        Proof proof = get(id);
        Person person = access.require(Permission.DECIDE, proof.municipalityId());
        requireReadable("text", text);
        requireReadable("reason", reason);
        chain.append(new ProofChain.NewEntry(
                proof.municipalityId(),
                ProofEntry.Kind.CORRECTION,
                null,
                null,
                id,
                proof.content().source(),
                new Proof.Correction(proof.number(), person.name(), reason.strip(), text.strip())));
        auditLog.record(person, proof.municipalityId(), "proof.corrected", Long.toString(proof.number()));
    }

    /** What was said of the proof later, oldest first. */
    List<Proof.Corrected> corrections(Proof proof) {
        return rows.listCorrections(proof.id());
    }

    boolean mayCorrect(Proof proof) {
        return access.allows(Permission.DECIDE, proof.municipalityId());
    }

    /** Those that the signed-in person may see and the filter asks for, newest first. */
    List<Proof> list(ProofFilter filter, int limit, long offset) {
        return rows.list(access.requireReadable(Proposals.RECORD), filter, limit, offset);
    }

    /** How many {@link #list} has. */
    long count(ProofFilter filter) {
        return rows.count(access.requireReadable(Proposals.RECORD), filter);
    }

    /** The services whose proofs the signed-in person may see. */
    List<String> listSources() {
        return rows.listSources(access.requireReadable(Proposals.RECORD));
    }

    /** The newest entry of each municipality whose proofs the signed-in person may see. */
    List<ChainHead> listHeads() {
        return heads(access.requireReadable(Proposals.RECORD));
    }

    /** The newest entry of each of the municipalities, for reports: on paper it shows whether the end was cut off later. */
    public List<ChainHead> heads(Collection<Long> municipalities) {
        return chain.heads(municipalities);
    }

    Proof get(long id) {
        Proof proof = rows.get(id);
        access.requireRead(Proposals.RECORD, proof.municipalityId());
        return proof;
    }

    /** What everybody may know of the newest proofs of a source, newest first. */
    public List<PublicRecord> listPublic(String source) {
        return rows.listNewestOf(source, SHOWN).stream()
                .map(Proofs::publicRecord)
                .toList();
    }

    /**
     * What tours of a source did whose proofs were kept from (inclusive) until (exclusive), oldest first; refused with 404
     * when the signed-in person may not read the record of the municipality.
     */
    public List<TourResult> listTours(long municipalityId, String source, Instant from, Instant until) {
        access.requireRead(Proposals.RECORD, municipalityId);
        return rows.listTours(municipalityId, source, from, until).stream()
                .map(proof -> proof.content().work())
                .filter(Objects::nonNull)
                .map(Proof.Work::tour)
                .filter(Objects::nonNull)
                .toList();
    }

    private long append(
            ProofEntry.Kind kind,
            @Nullable Long tourId,
            Proposal proposal,
            Decision decision,
            Proof.@Nullable Work work) {
        Proof.Content content = new Proof.Content(
                municipalities.get(proposal.municipalityId()).name(),
                proposal.source(),
                proposal.headline(),
                decision.place(),
                proposal.origin(),
                decision.position(),
                proposal.rule(),
                proposal.raisedAt(),
                proposal.latestEvidence(),
                new Proof.Decided(
                        decision.personName(),
                        decision.measure(),
                        decision.reason(),
                        decision.decidedAt(),
                        decision.changes()),
                work);
        ProofLink link = chain.append(new ProofChain.NewEntry(
                decision.municipalityId(), kind, decision.id(), tourId, null, proposal.source(), content));
        liveUpdates.announce(proposal.source());
        return link.number();
    }

    private Proof.Work work(Proposal proposal, TourResult tour) {
        return new Proof.Work(
                tour.orderId(),
                tour.startedAt(),
                tour.startedBy(),
                tour.endedAt(),
                tour.endedBy(),
                situation(proposal, tour.startedAt()),
                situation(proposal, tour.endedAt()),
                tour.streets().stream()
                        .filter(street -> street.share() > 0)
                        .map(street -> new Stop(
                                street.segmentId(),
                                street.street(),
                                street.lengthMetres() * street.share(),
                                street.course()))
                        .toList(),
                tour);
    }

    private static void requireReadable(String field, String text) {
        if (!PlainText.isReadable(text)) {
            throw Refusal.badInput("operations.refusal.correction." + field).at(field);
        }
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.badInput("operations.refusal.correction.long", LONGEST_TEXT, text.length())
                    .at(field);
        }
    }

    private Proof.Work work(Proposal proposal, WorkOrder order) {
        Progress progress = order.progress();
        Instant startedAt = Objects.requireNonNull(progress.startedAt());
        Instant doneAt = Objects.requireNonNull(progress.doneAt());
        return new Proof.Work(
                order.id(),
                startedAt,
                Objects.requireNonNull(progress.startedBy()),
                doneAt,
                Objects.requireNonNull(progress.doneBy()),
                situation(proposal, startedAt),
                situation(proposal, doneAt),
                order.stops(),
                null);
    }

    private List<Evidence> situation(Proposal proposal, Instant moment) {
        return sources.stream()
                .filter(source -> source.source().equals(proposal.source()))
                .flatMap(source -> source.situation(proposal.subject(), moment).stream())
                .toList();
    }

    private static PublicRecord publicRecord(Proof proof) {
        Proof.Content content = proof.content();
        Proof.Work work = content.work();
        List<Stop> driven = work == null ? List.of() : work.driven();
        return new PublicRecord(
                proof.id(),
                content.decision().measure(),
                content.headline(),
                content.place(),
                content.origin(),
                work == null ? content.decision().at() : work.doneAt(),
                work == null ? 0 : work.lengthMetres(),
                driven.stream()
                        .map(Stop::street)
                        .filter(name -> !name.isBlank())
                        .distinct()
                        .toList(),
                driven.stream().map(Stop::course).toList());
    }
}
