package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import de.stadtkern.Devices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alarm desk as its users reach it: rules and acts over HTTP, values as devices send them. */
record AlarmDesk(MockMvc http, JdbcClient jdbc, Devices devices) {

    private static final JsonMapper JSON = new JsonMapper();

    MockHttpServletResponse json(String method, String path, @Nullable String body, @Nullable UserDetails who)
            throws Exception {
        var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(method), path)
                .accept(MediaType.APPLICATION_JSON)
                .with(csrf());
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(body);
        }
        return http.perform(who == null ? request : request.with(user(who)))
                .andReturn()
                .getResponse();
    }

    JsonNode read(String path, UserDetails who) throws Exception {
        MockHttpServletResponse answer = json("GET", path, null, who);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        return JSON.readTree(answer.getContentAsString());
    }

    /** The id of a new rule with these fields, besides a name of its own. */
    long rule(UserDetails who, String fields) throws Exception {
        MockHttpServletResponse answer = json(
                "POST", "/alarms/api/rules", "{\"name\": \"Regel %s\", %s}".formatted(UUID.randomUUID(), fields), who);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        return JSON.readTree(answer.getContentAsString()).path("id").asLong();
    }

    /** A value, and everything that listens has dealt with it. */
    void observe(long datastream, Instant time, double value) throws Exception {
        devices.create(
                "Datastreams(%d)/Observations".formatted(datastream),
                "{\"phenomenonTime\": \"%s\", \"result\": %s}".formatted(time, value));
        awaitDelivery();
    }

    /** Of what was published lately; other tests leave behind what cannot be delivered. */
    void awaitDelivery() {
        await().until(() -> jdbc.sql("""
                                select count(*) from event_publication
                                where status in ('PUBLISHED', 'PROCESSING')
                                    and publication_date > now() - interval '1 minute'""").query(Long.class).single() == 0);
    }

    /** The alarms of the rule, oldest first. */
    List<JsonNode> alarms(long rule, UserDetails who) throws Exception {
        List<JsonNode> alarms = new ArrayList<>();
        for (JsonNode line : read("/alarms/api?state=ALL", who)) {
            if (line.path("alarm").path("ruleId").asLong() == rule) {
                alarms.addFirst(line);
            }
        }
        alarms.sort(Comparator.comparingLong(one -> one.path("alarm").path("id").asLong()));
        return alarms;
    }

    /** How the alarms of the rule stand, oldest first. */
    List<String> states(long rule, UserDetails who) throws Exception {
        return alarms(rule, who).stream()
                .map(line -> line.path("state").asString())
                .toList();
    }
}
