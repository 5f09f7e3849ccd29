package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a refusal that keeps the program from starting as its text, not as a stack trace. */
class RefusedStart extends AbstractFailureAnalyzer<Refusal> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, Refusal refusal) {
        try {
            String text = new Texts()
                    .text(
                            Language.ENGLISH,
                            refusal.textKey(),
                            refusal.arguments().toArray());
            return new FailureAnalysis(
                    text, "Change the setting or file that this is about, and start again.", refusal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
