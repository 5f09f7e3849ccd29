package de.stadtkern.kernel.roadweather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.roadweather.StationCondition.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@TownTest
class RoadConditionsTest {

    @Autowired
    RoadConditions conditions;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    MockMvc http;

    private final String name = "Wetterplatz " + UUID.randomUUID();

    @Test
    void rainThatFellBeforeTheColdFreezesAndSaysSince() throws Exception {
        Devices.Station station = devices.station(name);
        long rain = precipitation(station);
        Instant now = Instant.now();
        report(rain, now.minus(Duration.ofMinutes(50)), 1);
        devices.report(station, now.minus(Duration.ofMinutes(50)), 4, 90, 4);
        report(rain, now, 0);
        devices.report(station, now, 0, 70, -0.4);

        StationCondition condition = now(station);

        assertThat(condition.state()).isEqualTo(State.FREEZING_WETNESS);
        assertThat(weather(condition).wetness().source()).isEqualTo(Wetness.Source.EARLIER);
        assertThat(weather(condition).evidence())
                .extracting(one -> one.quantity())
                .contains("roadweather.quantity.since-fall");
        assertThat(conditions.at(station.thing(), now.minus(Duration.ofMinutes(40))))
                .map(StationCondition::state)
                .contains(State.FREE);
    }

    @Test
    void statedAccuracyIsShownAsPlusMinusAndSensorsThatAreStuckAreNotBelieved() throws Exception {
        Devices.Station station = devices.station(name);
        for (long datastream : new long[] {station.air(), station.humidity(), station.surface()}) {
            devices.send(HttpMethod.PATCH, "Datastreams(" + datastream + ")", "{\"properties\": {\"accuracy\": 0.2}}");
        }
        Instant now = Instant.now();
        for (int step = 24; step >= 0; step--) {
            devices.report(station, now.minus(Duration.ofMinutes(10L * step)), -step / 6.0, 80, 3);
        }

        StationCondition condition = now(station);

        assertThat(weather(condition).uncertainty().surface()).isEqualTo(0.2);
        assertThat(condition.remarks()).contains(Remark.SURFACE_STUCK, Remark.WETNESS_UNKNOWN);
        assertThat(condition.state()).as("nobody says that it is free").isEqualTo(State.UNKNOWN);
        as(people.officer(), "/roadweather?stations-q=" + name)
                .andExpect(content().string(containsString("± 0,2 K")));
    }

    @Test
    void neighboursSeeTheStationsOfTheDistrictButDescribeOnlyTheirOwn() throws Exception {
        Devices.Station station = devices.station(name);
        devices.report(station, Instant.now(), -2, 95, -5);
        String place = "/roadweather/stations/" + station.thing();

        as(people.foreignOfficer(), "/roadweather/api/stations")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(name)));
        as(people.foreignOfficer(), place).andExpect(status().isNotFound());
        as(people.crew(), place).andExpect(status().isForbidden());
        as(people.citizen(), "/roadweather").andExpect(status().isForbidden());
        devices.send(
                HttpMethod.PATCH, "Things(" + station.thing() + ")", "{\"properties\": {\"access\": \"internal\"}}");
        as(people.foreignOfficer(), "/roadweather/api/stations")
                .andExpect(content().string(not(containsString(name))));
        as(people.officer(), "/roadweather/api/stations").andExpect(content().string(containsString(name)));
    }

    @Test
    void theOfficerSaysWhatThePlaceIsLike() throws Exception {
        String place = "/roadweather/stations/" + devices.station(name).thing();

        http.perform(post(place).with(user(people.officer())).with(csrf()).param("height", "hoch"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("„hoch“ ist keine Zahl")));
        http.perform(post(place)
                        .with(user(people.officer()))
                        .with(csrf())
                        .param("height", "512,5")
                        .param("bridge", "true"))
                .andExpect(status().is3xxRedirection());
        as(people.officer(), place).andExpect(content().string(containsString("checked")));
        http.perform(post(place).with(user(people.crew())).with(csrf()).param("height", "1"))
                .andExpect(status().isForbidden());
    }

    /** Not from memory, where the hours before may be a minute old. */
    private StationCondition now(Devices.Station station) {
        return conditions.at(station.thing(), Instant.now()).orElseThrow();
    }

    private ResultActions as(UserDetails person, String path) throws Exception {
        return http.perform(get(path).with(user(person)));
    }

    private long precipitation(Devices.Station station) throws Exception {
        return devices.create("Things(%d)/Datastreams".formatted(station.thing()), """
            {"name": "Regen", "description": "Regen",
             "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
             "unitOfMeasurement": {"name": "1", "symbol": "1", "definition": "https://ucum.org"},
             "Sensor": {"name": "s", "description": "s", "encodingType": "text/plain", "metadata": "m"},
             "ObservedProperty": {"name": "Regen", "description": "Regen",
              "definition": "urn:stadtkern:observed-property:precipitation-present"}}\
            """);
    }

    private void report(long datastream, Instant time, double value) throws Exception {
        devices.create(
                "Datastreams(%d)/Observations".formatted(datastream),
                "{\"phenomenonTime\": \"%s\", \"result\": %s}".formatted(time, value));
    }

    private static RoadWeather weather(StationCondition condition) {
        return Objects.requireNonNull(condition.weather());
    }
}
