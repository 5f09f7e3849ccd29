package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Access;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The webhooks of LoRaWAN network servers, and plain JSON of devices, with the API key of the municipality. 200 means: stored is committed. */
@RestController
@RequestMapping("/ingest")
class UplinkApi {

    private final Uplinks uplinks;
    private final PlainJson plain;
    private final Access access;

    UplinkApi(Uplinks uplinks, PlainJson plain, Access access) {
        this.uplinks = uplinks;
        this.plain = plain;
        this.access = access;
    }

    @PostMapping("/tts")
    Map<String, Object> tts(@RequestBody JsonNode message) {
        return take(NetworkServer.TTS, "up", message);
    }

    @PostMapping("/chirpstack")
    Map<String, Object> chirpstack(@RequestBody JsonNode message, @RequestParam(defaultValue = "up") String event) {
        return take(NetworkServer.CHIRPSTACK, event, message);
    }

    @PostMapping("/json")
    Map<String, Object> json(@RequestBody JsonNode message, @RequestParam(defaultValue = "") String device) {
        return take(NetworkServer.JSON, "up", plain.complete(message, device));
    }

    private Map<String, Object> take(NetworkServer server, String event, JsonNode message) {
        Uplinks.Received received =
                Uplinks.await(uplinks.take(access.device().municipalityId(), server, event, message, false));
        return Map.of(
                "outcome",
                received.outcome().word(),
                "observations",
                received.values().size(),
                "bad",
                received.bad());
    }
}
