package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A proposal as it stands; see {@link NewProposal}. With others merged into it: their streets, evidence and alternatives
 * beside its own, the earliest and latest of the times, the most urgent of the urgencies.
 *
 * @param confirmedAt when the rule last found the same
 * @param raisedEvidence on what it was raised
 * @param latestEvidence what the rule found when it last confirmed it
 * @param parts what was merged into it, each as it is by itself
 */
public record Proposal(
        long id,
        long municipalityId,
        String source,
        String subject,
        String rule,
        String headline,
        String why,
        String place,
        @Nullable String origin,
        Position position,
        List<Alternative> alternatives,
        List<Long> segmentIds,
        Instant raisedAt,
        Instant confirmedAt,
        Instant validUntil,
        List<Evidence> raisedEvidence,
        List<Evidence> latestEvidence,
        Priority priority,
        @Nullable Confidence confidence,
        Raiser raisedBy,
        Standing standing,
        List<Proposal> parts) {

    /** Where it stands. */
    public enum State {
        OPEN,
        /** Somebody wants to decide later; it comes back by itself. */
        POSTPONED,
        /** Decided together with another. */
        MERGED,
        DECIDED,
        /** Nobody decided in time. */
        LAPSED
    }

    /**
     * How it stands.
     *
     * @param version changes whenever something changes that people should know before they decide
     * @param mergedInto the proposal with which it is or was decided
     * @param postponedUntil when it comes back
     * @param lapsedAt when its time was over and nobody had decided
     */
    public record Standing(
            State state,
            int version,
            @Nullable Long mergedInto,
            @Nullable Instant postponedUntil,
            @Nullable Instant lapsedAt) {}

    public State state() {
        return standing.state();
    }

    public int version() {
        return standing.version();
    }

    /** What can be decided, best first. */
    public List<String> measures() {
        return alternatives.stream().map(Alternative::measure).toList();
    }

    /** As it stands by the clock, even when nothing has noticed yet that a time is over. */
    State stateAt(Instant now) {
        boolean waiting = state() == State.OPEN || state() == State.POSTPONED;
        Instant until = standing.postponedUntil();
        if (waiting && !validUntil.isAfter(now)) {
            return State.LAPSED;
        }
        return state() == State.POSTPONED && until != null && !until.isAfter(now) ? State.OPEN : state();
    }

    /** Whether nobody has decided yet, and it is not too late. */
    public boolean isWaiting(Instant now) {
        return (state() == State.OPEN || state() == State.POSTPONED) && validUntil.isAfter(now);
    }

    Optional<Alternative> find(String measure) {
        return alternatives.stream()
                .filter(one -> one.measure().equals(measure))
                .findFirst();
    }

    /** It together with what was merged into it. */
    Proposal with(List<Proposal> merged) {
        return new Proposal(
                id,
                municipalityId,
                source,
                subject,
                rule,
                headline,
                why,
                place,
                origin,
                position,
                allAlternatives(merged),
                joined(merged, Proposal::segmentIds),
                raisedAt,
                confirmedAt,
                validUntil,
                joined(merged, Proposal::raisedEvidence),
                joined(merged, Proposal::latestEvidence),
                priority,
                confidence,
                raisedBy,
                standing,
                merged);
    }

    private <T> List<T> joined(List<Proposal> merged, Function<Proposal, List<T>> of) {
        Set<T> all = new LinkedHashSet<>(of.apply(this));
        merged.forEach(part -> all.addAll(of.apply(part)));
        return List.copyOf(all);
    }

    /** Doing nothing stays the last. */
    private List<Alternative> allAlternatives(List<Proposal> merged) {
        Map<String, Alternative> byMeasure = new LinkedHashMap<>();
        Stream.concat(Stream.of(this), merged.stream())
                .flatMap(one -> one.alternatives().stream())
                .forEach(one -> byMeasure.putIfAbsent(one.measure(), one));
        Alternative nothing = byMeasure.remove(Measure.NO_ACTION);
        if (nothing != null) {
            byMeasure.put(Measure.NO_ACTION, nothing);
        }
        return List.copyOf(byMeasure.values());
    }
}
