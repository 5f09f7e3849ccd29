package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.operations.DecisionChoice.Shown;
import de.stadtkern.kernel.operations.DecisionChoice.Where;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the fields about a proposal mean, whether people type them or programs send them. */
@Component
class ProposalForm {

    /** The value of measure that says: the one in otherMeasure. */
    static final String OTHER = "other";

    static final String LEAVE_OUT = "out-";

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final int LONGEST_TOKEN = 200;

    private final Spots spots;

    ProposalForm(Spots spots) {
        this.spots = spots;
    }

    /** A street of a proposal, with all its segments there; a segment without a name stands alone. */
    record Street(String name, List<Long> segmentIds, double metres) {

        String field() {
            return LEAVE_OUT + segmentIds.getFirst();
        }
    }

    static List<Street> streets(List<Segment> segments) {
        Map<String, Street> byName = new LinkedHashMap<>();
        for (Segment segment : segments) {
            String key = segment.name().isBlank() ? "#" + segment.id() : segment.name();
            byName.merge(
                    key, new Street(segment.name(), List.of(segment.id()), segment.lengthMetres()), ProposalForm::both);
        }
        return List.copyOf(byName.values());
    }

    private static Street both(Street one, Street other) {
        List<Long> ids = new ArrayList<>(one.segmentIds());
        ids.addAll(other.segmentIds());
        return new Street(one.name(), List.copyOf(ids), one.metres() + other.metres());
    }

    /** Headline and version; without a version the first. */
    static Shown shown(Form form) {
        String version = form.value("version").strip();
        if (!version.matches("\\d{0,9}")) {
            throw Refusal.badInput("operations.refusal.changed");
        }
        return new Shown(form.value("headline"), version.isEmpty() ? 1 : Integer.parseInt(version));
    }

    static String measure(Form form) {
        String measure = form.value("measure");
        return measure.equals(OTHER) ? form.value("otherMeasure") : measure;
    }

    /** What is ticked to be left out, and what stands in the field elsewhere. */
    Where where(Form form, List<Street> streets) {
        List<Long> kept = new ArrayList<>();
        boolean all = true;
        for (Street street : streets) {
            boolean left = form.value(street.field()).equals("true");
            all &= !left;
            if (!left) {
                kept.addAll(street.segmentIds());
            }
        }
        return new Where(all ? null : kept, elsewhere(form));
    }

    @Nullable
    Spot elsewhere(Form form) {
        String text = form.value("elsewhere").strip();
        if (text.isEmpty()) {
            return null;
        }
        var found = spots.list(text, "elsewhere");
        return spots.at(Spots.sure(found)
                .orElseThrow(() -> Refusal.badInput(
                                "operations.refusal.place-unclear",
                                String.join(
                                        "; ", found.stream().map(Spots::label).toList()))
                        .at("elsewhere")));
    }

    /** By the clock of the town, or with an offset; refused when it is none. */
    static Instant time(Form form, String field) {
        String text = form.value(field).strip();
        try {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(TOWN).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.badInput("operations.refusal.time", text).at(field);
        }
    }

    /** What a program sends so that it may repeat a request; null when it sends nothing. */
    static @Nullable String token(@Nullable String header) {
        if (header != null && (header.isBlank() || header.length() > LONGEST_TOKEN)) {
            throw Refusal.badInput("operations.refusal.token", LONGEST_TOKEN);
        }
        return header;
    }
}
