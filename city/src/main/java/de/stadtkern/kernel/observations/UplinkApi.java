package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.observations.ObservationWriter.Submission;
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
    private final GroupCommit commits;
    private final Access access;

    UplinkApi(Uplinks uplinks, GroupCommit commits, Access access) {
        this.uplinks = uplinks;
        this.commits = commits;
        this.access = access;
    }

    @PostMapping("/tts")
    Map<String, Object> tts(@RequestBody JsonNode message) {
        return store(uplinks.read(access.device(), NetworkServer.TTS, "up", new Body(message)));
    }

    @PostMapping("/chirpstack")
    Map<String, Object> chirpstack(@RequestBody JsonNode message, @RequestParam(defaultValue = "up") String event) {
        return store(uplinks.read(access.device(), NetworkServer.CHIRPSTACK, event, new Body(message)));
    }

    private Map<String, Object> store(Uplinks.Received received) {
        long municipality = access.device().municipalityId();
        commits.storeAll(received.observations().stream()
                        .map(one -> new Submission(one, municipality, false))
                        .toList())
                .forEach(commits::await);
        return Map.of(
                "outcome",
                received.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "observations",
                received.observations().size());
    }
}
