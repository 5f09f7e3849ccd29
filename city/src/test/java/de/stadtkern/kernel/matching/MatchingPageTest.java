package de.stadtkern.kernel.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.streets.Streets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

/** A file of a track by page and by programs. */
@TownTest
class MatchingPageTest {

    /** A road of some 720 m from west to east. */
    private static final String STREETS = """
            <osm version="0.6">
              <node id="1" lat="49.5" lon="8.00"/><node id="2" lat="49.5" lon="8.005"/><node id="3" lat="49.5" lon="8.01"/>
              <node id="4" lat="49.51" lon="8.005"/>
              <way id="900001"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
                <tag k="highway" v="residential"/><tag k="name" v="Spurgasse"/></way>
              <way id="900002"><nd ref="2"/><nd ref="4"/><tag k="highway" v="service"/></way>
            </osm>""";

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    Streets streets;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void importStreets(@TempDir Path folder) throws Exception {
        streets.importExtract(Files.writeString(folder.resolve("spur.osm"), STREETS), (count, step) -> {});
    }

    /** Every five seconds some 36 m to the east, then two minutes of silence, then far from every road. */
    private static String track() {
        String driven = IntStream.range(0, 20)
                .mapToObj(i ->
                        "2026-01-15T03:%02d:%02dZ;49.50001;%.4f".formatted(5 * i / 60, 5 * i % 60, 8.0005 + 0.0005 * i))
                .collect(Collectors.joining("\n"));
        return "time;lat;lon\n" + driven + "\n2026-01-15T03:05:00Z;49.55;8.05\n2026-01-15T03:05:10Z;49.551;8.05\n";
    }

    @Test
    void theOfficerSeesStreetsGapsAndWhatWasOffThem() throws Exception {
        String page = upload(track(), people.officer(), 200).getContentAsString();

        assertThat(page)
                .contains(
                        "Spurgasse",
                        "Osten",
                        "95 %",
                        "über 60 Sekunden keine Position",
                        "Nichts davon wird gespeichert")
                .contains("href=\"#map-street-1\"", "&#34;id&#34;:&#34;street-1&#34;")
                .doesNotContain("-csv=");
    }

    @Test
    void nothingOfATrackIsKept() throws Exception {
        long kept = jdbc.sql("select count(*) from track").query(long.class).single();
        upload(track(), people.officer(), 200);

        assertThat(jdbc.sql("select count(*) from track").query(long.class).single())
                .isEqualTo(kept);
        assertThat(jdbc.sql("select count(*) from information_schema.tables where table_name like '%matching%'")
                        .query(long.class)
                        .single())
                .isZero();
    }

    @Test
    void aBrokenFileIsAnsweredAtTheField() throws Exception {
        assertThat(upload("a;b\n1;2\n", people.officer(), 400).getContentAsString())
                .contains("Die erste Zeile muss Überschriften", "id=\"file-error\"");
        assertThat(upload("", people.officer(), 400).getContentAsString()).contains("Es kam keine Datei");
    }

    @Test
    void onlyOfficersMatchTracks() throws Exception {
        http.perform(get("/matching").with(user(people.officer()))).andExpect(status().isOk());
        for (UserDetails other : List.of(people.crew(), people.citizen(), people.administrator())) {
            http.perform(get("/matching").with(user(other))).andExpect(status().isForbidden());
            upload(track(), other, 403);
        }
        http.perform(multipart("/matching").file(file(track())).with(csrf())).andExpect(redirectedUrl("/sign-in"));
    }

    @Test
    void programsGetEverySegmentWithItsShare() throws Exception {
        http.perform(multipart("/matching/api")
                        .file(file(track()))
                        .header("Authorization", "Bearer " + people.key(Scope.WRITE_OBSERVATIONS)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.fixes.taken").value(22))
                .andExpect(jsonPath("$.driven.length()").value(2))
                .andExpect(jsonPath("$.driven[*].name").value(hasItem("Spurgasse")))
                .andExpect(jsonPath("$.driven[0].towards").value("E"))
                .andExpect(jsonPath("$.driven[0].along").value(true))
                .andExpect(jsonPath("$.driven[0].spans[0].from").isNumber())
                .andExpect(jsonPath("$.gaps[0].why").value("SILENCE"))
                .andExpect(jsonPath("$.offNetwork[0].course.length()").value(2));
    }

    @Test
    void programsWithoutTheKeyOrWithABrokenFileAreRefused() throws Exception {
        http.perform(multipart("/matching/api").file(file(track()))).andExpect(status().isUnauthorized());
        http.perform(multipart("/matching/api")
                        .file(file(track()))
                        .header("Authorization", "Bearer " + people.key(Scope.READ_ALARMS)))
                .andExpect(status().isForbidden());
        http.perform(multipart("/matching/api")
                        .file(file("<gpx>"))
                        .header("Authorization", "Bearer " + people.key(Scope.WRITE_OBSERVATIONS)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail")
                        .value("Line 1 is no valid XML. Perhaps the file was cut off; save it again."));
    }

    private MockHttpServletResponse upload(String content, UserDetails who, int expected) throws Exception {
        MockHttpServletResponse answer = http.perform(multipart("/matching")
                        .file(file(content))
                        .with(user(who))
                        .with(csrf())
                        .accept("text/html"))
                .andExpect(status().is(expected))
                .andReturn()
                .getResponse();
        answer.setCharacterEncoding("UTF-8");
        return answer;
    }

    private static MockMultipartFile file(String content) {
        return new MockMultipartFile("file", "spur.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8));
    }
}
