package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.devices.DeviceType.Interpretation;
import de.stadtkern.kernel.devices.scripts.Sandbox;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Understands what devices sent, by their types. */
@Component
class PayloadReader {

    private final Sandbox sandbox;

    PayloadReader(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * What a payload means; empty when it is undecoded and the type has neither decoder nor codec.
     *
     * @param geometry how the device is mounted, as its Thing has it
     * @throws Refusal when the bytes are none of the type, or its codec fails
     */
    Optional<Interpretation> read(DeviceType type, Payload payload, JsonNode geometry) {
        String script = type.script();
        Payload readable = script == null || payload.isDecoded() || payload.bytes().length == 0
                ? payload
                : new Payload(payload.port(), payload.bytes(), sandbox.decode(script, payload.port(), payload.bytes()));
        return type.interpret(readable, Geometry.of(geometry).orElse(null));
    }

    /** The same, empty also when the bytes are none of the type, or its codec fails. */
    Optional<Interpretation> tryToRead(DeviceType type, Payload payload, JsonNode geometry) {
        try {
            return read(type, payload, geometry);
        } catch (Refusal undecodable) {
            return Optional.empty();
        }
    }
}
