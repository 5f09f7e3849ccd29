package de.stadtkern.kernel.observations.mqtt;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link PortFailure} on the console as a sentence and a way out, without a stack trace. */
final class PortFailureAnalyzer extends AbstractFailureAnalyzer<PortFailure> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortFailure cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Only one program can use a port. End the other one, or choose another port with --mqtt-port N "
                        + "(0: any free port; -1: no MQTT).",
                rootFailure);
    }
}
