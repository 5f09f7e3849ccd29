package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.operations.Decision.Changes;
import de.stadtkern.kernel.operations.Decision.Kind;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Compares what a person chose with what was proposed: what will be done where, and what is different. */
@Component
class Deviation {

    private static final int MOST_SEGMENTS = 5000;

    private final Streets streets;
    private final Measures measures;

    Deviation(Streets streets, Measures measures) {
        this.streets = streets;
        this.measures = measures;
    }

    DecisionRows.Decided judge(Proposal proposal, DecisionChoice choice) {
        String reason = choice.reason().strip();
        String measure = choice.measure();
        Spot proposed = new Spot(proposal.place(), proposal.position(), proposal.segmentIds());
        if (measure.equals(Measure.REJECT)) {
            return new DecisionRows.Decided(proposal, Kind.REJECTED, measure, proposed, Changes.NONE, reason);
        }
        boolean offered = proposal.find(measure).isPresent();
        if (!offered && measures.find(measure).isEmpty()) {
            throw Refusal.badInput("operations.refusal.measure").at("measure");
        }
        if (measure.equals(Measure.NO_ACTION)) {
            return new DecisionRows.Decided(proposal, Kind.NO_ACTION, measure, proposed, Changes.NONE, reason);
        }
        Spot decided = decided(proposed, choice.where());
        Changes changes = changes(proposed, decided, !offered);
        Kind kind = changes.none() ? Kind.ACCEPTED : Kind.CHANGED;
        return new DecisionRows.Decided(proposal, kind, measure, decided, changes, reason);
    }

    private Spot decided(Spot proposed, DecisionChoice.Where where) {
        Spot elsewhere = where.elsewhere();
        Set<Long> segments = new LinkedHashSet<>(
                where.segmentIds() == null ? proposed.segmentIds() : requireKnown(where.segmentIds()));
        if (elsewhere != null) {
            segments.addAll(elsewhere.segmentIds());
        }
        if (segments.isEmpty() && !proposed.segmentIds().isEmpty()) {
            throw Refusal.badInput("operations.refusal.no-streets").at("elsewhere");
        }
        Spot at = elsewhere != null && proposed.segmentIds().isEmpty() ? elsewhere : proposed;
        return new Spot(at.place(), at.position(), List.copyOf(segments));
    }

    private List<Long> requireKnown(List<Long> ids) {
        if (ids.size() > MOST_SEGMENTS) {
            throw Refusal.badInput("operations.refusal.segments-many", MOST_SEGMENTS, ids.size())
                    .at("segments");
        }
        Set<Long> unknown = new LinkedHashSet<>(ids);
        streets.listByIds(ids).forEach(segment -> unknown.remove(segment.id()));
        if (!unknown.isEmpty()) {
            throw Refusal.badInput("operations.refusal.segments", unknown.toString())
                    .at("segments");
        }
        return ids;
    }

    private Changes changes(Spot proposed, Spot decided, boolean otherMeasure) {
        boolean moved = !proposed.position().equals(decided.position());
        List<String> leftOut = new ArrayList<>(names(proposed.segmentIds(), decided.segmentIds()));
        List<String> added = new ArrayList<>(names(decided.segmentIds(), proposed.segmentIds()));
        if (moved) {
            leftOut.add(proposed.place());
            added.addFirst(decided.place());
        }
        return new Changes(
                otherMeasure,
                leftOut.stream().distinct().toList(),
                added.stream().distinct().toList());
    }

    /** Of the streets that are in the one only; one without a name by its number. */
    private List<String> names(Collection<Long> in, Collection<Long> notIn) {
        Set<Long> only = new LinkedHashSet<>(in);
        only.removeAll(notIn);
        return streets.listByIds(only).stream().map(Deviation::name).toList();
    }

    private static String name(Segment segment) {
        return segment.name().isBlank() ? "#" + segment.id() : segment.name();
    }
}
