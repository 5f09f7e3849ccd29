package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.contains;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.ServletException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class SegmentsApiTest {

    private static final Path CROSSROADS = Path.of("src/test/resources/de/stadtkern/kernel/streets/crossroads.osm");

    private MockMvc http;

    @BeforeEach
    void importCrossroads() {
        DataSource dataSource = FreshSchema.create();
        SegmentRows rows = new SegmentRows(dataSource);
        Streets streets = Streets.in(dataSource);
        streets.importExtract(CROSSROADS, (segments, step) -> {});
        http = MockMvcBuilders.standaloneSetup(new SegmentsApi(streets, rows)).build();
    }

    @Test
    void givesTheMainRoadsWhenNothingIsAskedFor() throws Exception {
        http.perform(get("/streets/segments.geojson"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/geo+json"))
                .andExpect(header().string(HttpHeaders.CACHE_CONTROL, "max-age=300, public"))
                .andExpect(jsonPath("$.features.length()").value(6))
                .andExpect(jsonPath("$.attribution").value("© OpenStreetMap contributors, ODbL 1.0"));
    }

    @Test
    void givesTheClassesAskedFor() throws Exception {
        http.perform(get("/streets/segments.geojson?classes=living_street,residential"))
                .andExpect(jsonPath("$.features[*].properties.class")
                        .value(contains("residential", "residential", "living_street")));
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() throws Exception {
        MockHttpServletResponse first =
                http.perform(get("/streets/segments.geojson")).andReturn().getResponse();
        String version = String.valueOf(first.getHeader(HttpHeaders.ETAG));

        http.perform(get("/streets/segments.geojson").header(HttpHeaders.IF_NONE_MATCH, version))
                .andExpect(status().isNotModified())
                .andExpect(content().string(""));
        http.perform(get("/streets/segments.geojson?classes=service").header(HttpHeaders.IF_NONE_MATCH, version))
                .andExpect(status().isOk());
    }

    @Test
    void anUnknownClassIsAnsweredWithTheAllowedOnes() throws Exception {
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> http.perform(get("/streets/segments.geojson?classes=primary,moonway")))
                .withCauseInstanceOf(Refusal.class)
                .withMessageContaining("motorway, trunk")
                .withMessageContaining("moonway");
    }
}
