package de.stadtkern.kernel.observations;

import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The webhooks of LoRaWAN network servers, with the API key of the municipality. 200 means: stored is committed. */
@RestController
@RequestMapping(UplinkApi.ROOT)
class UplinkApi {

    static final String ROOT = "/ingest";

    private final Uplinks uplinks;
    private final ObservationWriter writer;

    UplinkApi(Uplinks uplinks, ObservationWriter writer) {
        this.uplinks = uplinks;
        this.writer = writer;
    }

    @PostMapping("/tts")
    Map<String, Object> tts(@RequestBody JsonNode message) {
        return store(uplinks.read(NetworkServer.TTS, "up", new Body(message)));
    }

    @PostMapping("/chirpstack")
    Map<String, Object> chirpstack(@RequestBody JsonNode message, @RequestParam(defaultValue = "up") String event) {
        return store(uplinks.read(NetworkServer.CHIRPSTACK, event, new Body(message)));
    }

    private Map<String, Object> store(Uplinks.Received received) {
        writer.createAll(received.entries());
        return Map.of(
                "outcome",
                received.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "observations",
                received.entries().size());
    }
}
