package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Access;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The webhooks of LoRaWAN network servers, and plain JSON of devices, with the API key of the municipality. 200 means:
 * stored is committed.
 */
@RestController
@RequestMapping("/ingest")
class UplinkApi {

    private final Uplinks uplinks;
    private final Access access;

    UplinkApi(Uplinks uplinks, Access access) {
        this.uplinks = uplinks;
        this.access = access;
    }

    @PostMapping("/tts")
    Map<String, Object> tts(@RequestBody byte[] message) {
        return take(new Uplinks.Message(NetworkServer.TTS, "up", "", message));
    }

    @PostMapping("/chirpstack")
    Map<String, Object> chirpstack(@RequestBody byte[] message, @RequestParam(defaultValue = "up") String event) {
        return take(new Uplinks.Message(NetworkServer.CHIRPSTACK, event, "", message));
    }

    @PostMapping("/json")
    Map<String, Object> json(@RequestBody byte[] message, @RequestParam(defaultValue = "") String device) {
        return take(Uplinks.Message.plain(device, message));
    }

    private Map<String, Object> take(Uplinks.Message message) {
        Uplinks.Received received = Uplinks.await(uplinks.take(access.device().municipalityId(), message, false));
        return Map.of(
                "outcome",
                received.outcome().word(),
                "observations",
                received.values().size(),
                "bad",
                received.bad());
    }
}
