package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which proofs.
 *
 * @param source name of a service; empty for all
 * @param words that the proof contains anywhere; empty for all
 * @param from first day on which it was made, in Germany; null for all
 * @param to last day; null for all
 */
record ProofFilter(
        String source,
        String words,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static ProofFilter of(String source, String words, String from, String to) {
        return new ProofFilter(source.strip(), words.strip(), day("from", from), day("to", to));
    }

    ProofFilter with(String otherWords) {
        return new ProofFilter(source, otherWords.strip(), from, to);
    }

    private static @Nullable LocalDate day(String field, String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.badInput("operations.refusal.day", text).at(field);
        }
    }
}
