package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule or a person proposes. Where a key of a text is wanted, the text itself will do.
 *
 * @param source the room whose rule it is, or through which it was raised
 * @param subject what it is about, in the words of the source; at most one proposal about it is open at a time
 * @param rule name and version of the rule; for a person or a report how it came in
 * @param headline key of the text that says what is the matter
 * @param why key of the text that explains it
 * @param place where, in words
 * @param origin where the values were really measured, when not here
 * @param alternatives what could be done, best first; {@link Measure#NO_ACTION} is added when it is not among them
 * @param segmentIds street segments on which it would be done
 * @param validUntil when the evidence will be too old to decide on
 * @param confidence null when who proposes cannot say
 */
public record NewProposal(
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
        Instant validUntil,
        List<Evidence> evidence,
        Priority priority,
        @Nullable Confidence confidence,
        Raiser raisedBy) {

    public NewProposal {
        alternatives = withNoAction(alternatives);
        segmentIds = List.copyOf(segmentIds);
        evidence = List.copyOf(evidence);
    }

    /** What a rule proposes of which neither cost, effect, urgency nor certainty is known. */
    public NewProposal(
            long municipalityId,
            String source,
            String subject,
            String rule,
            String headline,
            String place,
            @Nullable String origin,
            Position position,
            List<String> measures,
            List<Long> segmentIds,
            Instant validUntil,
            List<Evidence> evidence) {
        this(
                municipalityId,
                source,
                subject,
                rule,
                headline,
                headline + ".why",
                place,
                origin,
                position,
                measures.stream().map(Alternative::of).toList(),
                segmentIds,
                validUntil,
                evidence,
                Priority.SOON,
                null,
                Raiser.RULE);
    }

    List<String> measures() {
        return alternatives.stream().map(Alternative::measure).toList();
    }

    private static List<Alternative> withNoAction(List<Alternative> given) {
        Map<String, Alternative> byMeasure = new LinkedHashMap<>();
        given.forEach(one -> byMeasure.putIfAbsent(one.measure(), one));
        byMeasure.putIfAbsent(Measure.NO_ACTION, Alternative.of(Measure.NO_ACTION));
        return List.copyOf(byMeasure.values());
    }
}
