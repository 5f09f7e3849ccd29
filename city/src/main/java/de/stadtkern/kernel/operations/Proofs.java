package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.operations.WorkOrder.Progress;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What was decided and done, for good. */
@Component
public class Proofs {

    private static final int SHOWN = 50;

    private final ProofRows rows;
    private final Municipalities municipalities;
    private final ObjectProvider<ProposalSource> sources;
    private final Access access;
    private final Clock clock;
    private final LiveUpdates liveUpdates;

    Proofs(
            ProofRows rows,
            Municipalities municipalities,
            ObjectProvider<ProposalSource> sources,
            Access access,
            Clock clock,
            LiveUpdates liveUpdates) {
        this.rows = rows;
        this.municipalities = municipalities;
        this.sources = sources;
        this.access = access;
        this.clock = clock;
        this.liveUpdates = liveUpdates;
    }

    /** Keeps the proof of a decision, within its transaction. */
    void keep(Proposal proposal, Decision decision, @Nullable WorkOrder done) {
        Proof.Content content = new Proof.Content(
                municipalities.get(proposal.municipalityId()).name(),
                proposal.source(),
                proposal.headline(),
                proposal.place(),
                proposal.origin(),
                proposal.position(),
                proposal.rule(),
                proposal.raisedAt(),
                proposal.latestEvidence(),
                new Proof.Decided(decision.personName(), decision.measure(), decision.reason(), decision.decidedAt()),
                done == null ? null : work(proposal, done));
        rows.insert(decision, content, clock.instant());
        liveUpdates.announce(proposal.source());
    }

    /** The newest proofs of the municipalities that the signed-in person may see, newest first. */
    List<Proof> listNewest() {
        return rows.listNewest(access.requireReadable(Proposals.RECORD), SHOWN);
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
                order.stops());
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
