package de.stadtkern.services.wastetours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class ExpectationsTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    BinForecasts forecasts;

    @Autowired
    Fillings fillings;

    @Test
    void aBinWithoutSensorIsEstimatedFromItsEmptyingsUntilSomebodyFindsSomethingNewer() throws Exception {
        Bins bins = new Bins(http, jdbc);
        Bin bin = bins.add(people.officer(), Map.of("place", Bins.unique("Weg")));
        StringBuilder list = new StringBuilder("at;name;level\n");
        for (int days = 60; days >= 3; days -= 3) {
            list.append("%s;%s;90\n".formatted(Instant.now().minus(Duration.ofDays(days)), bin.name()));
        }
        bins.upload(
                "/containers/import/emptyings",
                "list",
                list.toString(),
                Map.of("zone", "Europe/Berlin"),
                people.officer());
        String page = "/containers?containers-q=" + bin.name();
        assertThat(bins.page(page, people.crew())).contains("etwa 0 % voll");

        forecasts.learn(people.municipality());
        forecasts.expect();

        assertThat(bins.page(page, people.crew()))
                .containsPattern("etwa [6-9]\\d % voll \\(± \\d+\\), geschätzt")
                .contains("vor 3 Tagen");
        assertThat(Objects.requireNonNull(fillings.levels(List.of(bin.id())).get(bin.id()))
                        .share())
                .as("what was found stays for the forecasts")
                .isEqualTo(0.0);
        assertThat(bins.page("/containers?full=true&containers-q=" + bin.name(), people.crew()))
                .contains(bin.name() + "<");

        http.perform(post("/bin/" + bin.code()).with(csrf()).param("kind", "FULL"));
        assertThat(bins.page(page, people.crew())).contains("etwa 100 % voll (± 25), geschätzt");
    }
}
