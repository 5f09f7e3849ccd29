package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Proposals for tests, each at a place of its own: what lies together would be merged. */
record ProposedThings(
        long municipality,
        String subject,
        Position position,
        List<String> measures,
        List<Long> segments,
        Urgency urgency,
        Instant validUntil) {

    static final String SALT = "winter.measure.salt";
    static final String HEADLINE = "winter.danger.hoarfrost";

    static ProposedThings somewhere(long municipality) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new ProposedThings(
                municipality,
                UUID.randomUUID().toString(),
                new Position(random.nextDouble(12, 14), random.nextDouble(48, 54)),
                List.of(SALT),
                List.of(),
                Urgency.SOON,
                Instant.now().plusSeconds(3600));
    }

    ProposedThings at(Position other) {
        return new ProposedThings(
                municipality, UUID.randomUUID().toString(), other, measures, segments, urgency, validUntil);
    }

    ProposedThings of(String... other) {
        return new ProposedThings(municipality, subject, position, List.of(other), segments, urgency, validUntil);
    }

    ProposedThings on(Long... other) {
        return new ProposedThings(municipality, subject, position, measures, List.of(other), urgency, validUntil);
    }

    ProposedThings with(Urgency other) {
        return new ProposedThings(municipality, subject, position, measures, segments, other, validUntil);
    }

    ProposedThings until(Instant other) {
        return new ProposedThings(municipality, subject, position, measures, segments, urgency, other);
    }

    NewProposal proposal() {
        return proposal(HEADLINE, null);
    }

    NewProposal proposal(String headline, @Nullable Confidence confidence) {
        return new NewProposal(
                municipality,
                "test",
                subject,
                "test/1",
                headline,
                headline + ".why",
                "Prüfplatz " + subject,
                null,
                position,
                measures.stream().map(Alternative::of).toList(),
                segments,
                validUntil,
                List.of(new Evidence("roadweather.quantity.frost-point", -1.2, "Cel", Instant.now(), null, null)),
                new Priority(urgency, null),
                confidence,
                Raiser.RULE);
    }
}
