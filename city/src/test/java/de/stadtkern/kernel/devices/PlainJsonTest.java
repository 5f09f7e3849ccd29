package de.stadtkern.kernel.devices;

import static de.stadtkern.Devices.ROOT;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Devices that send plain JSON by themselves. */
@TownTest
class PlainJsonTest {

    private static final String MESSAGE = "{\"temp\": 21.4, \"ts\": \"2026-01-12T05:10:00Z\"}";

    @Autowired
    MockMvc http;

    @Autowired
    Devices devices;

    @Value("${stadtkern.data}")
    Path data = Path.of("");

    private final String id = "weather-" + UUID.randomUUID();

    @Test
    void aRepeatedMessageIsStoredOnceAndOneWithoutATimeEveryTime() throws Exception {
        long datastream = devices.lorawan(id, "\"temp\"");

        send(id, MESSAGE).andExpect(jsonPath("$.outcome").value("stored"));
        send(id, MESSAGE).andExpect(status().isOk());
        expect(datastream, 1)
                .andExpect(jsonPath("$.value[0].result").value(21.4))
                .andExpect(jsonPath("$.value[0].phenomenonTime").value("2026-01-12T05:10:00Z"));

        send("", "{\"id\": \"%s\", \"temp\": 3}".formatted(id));
        send("", "{\"id\": \"%s\", \"temp\": 3}".formatted(id));
        expect(datastream, 3);
        send(id, "{\"temp\": 4, \"ts\": 1768194600}");
        send(id, "{\"temp\": 5, \"ts\": 1768194601000}");
        expect(datastream, 5);
        http.perform(get(ROOT + "Datastreams(%d)/Observations?$orderby=phenomenonTime&$top=3".formatted(datastream)))
                .andExpect(jsonPath("$.value[1].phenomenonTime").value("2026-01-12T05:10:00Z"))
                .andExpect(jsonPath("$.value[2].phenomenonTime").value("2026-01-12T05:10:01Z"));
    }

    @Test
    void anUnknownDeviceWaitsAndAnUnreadableIdentityIsRefused() throws Exception {
        send(id, MESSAGE).andExpect(jsonPath("$.outcome").value("unknown-device"));
        send("a b", MESSAGE).andExpect(status().isBadRequest());
        send("", MESSAGE).andExpect(status().isBadRequest());
        send(id, "[]").andExpect(status().isBadRequest());
    }

    private ResultActions expect(long datastream, int count) throws Exception {
        return http.perform(get(ROOT + "Datastreams(%d)/Observations?$count=true".formatted(datastream)))
                .andExpect(jsonPath("$['@iot.count']").value(count));
    }

    private ResultActions send(String device, String message) throws Exception {
        return http.perform(post("/ingest/json")
                .queryParam("device", device)
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(data.resolve("api-key")).strip())
                .contentType(MediaType.APPLICATION_JSON)
                .content(message));
    }
}
