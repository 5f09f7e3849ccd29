package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@TownTest
class RegisterTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private final String street = "Ährenweg " + UUID.randomUUID();
    private long west;
    private long east;

    @BeforeEach
    void layTwoSegmentsOfAStreet() {
        long extract = jdbc.sql("""
                        insert into segment_extract (file_name, bytes, sha256, segments, attribution, reading)
                        values ('test', 1, 'test', 2, 'test', 2) returning id""").query(Long.class).single();
        west = segment(extract, 0);
        east = segment(extract, 1);
    }

    @Test
    void theOfficerSaysSomethingOfASegmentWithAReason() throws Exception {
        http.perform(change(west)
                        .param("winterClass", "1")
                        .param("maxWidthMetres", "2,3")
                        .param("reason", "Schulweg"))
                .andExpect(status().is3xxRedirection());

        as(people.crew(), "/streets/segment?id=" + west)
                .andExpect(content().string(allOf(containsString("Dringlichkeit 1"), containsString("Schulweg"))))
                .andExpect(content().string(not(containsString("name=\"reason\""))));
        as(people.crew(), "/streets/api/register?street=" + street)
                .andExpect(jsonPath("$[0].winterClass").value(1))
                .andExpect(jsonPath("$[0].maxWidthMetres").value(2.3))
                .andExpect(jsonPath("$[1].winterClass").doesNotExist());
        as(people.crew(), "/streets/api/history?segment=" + west)
                .andExpect(jsonPath("$[0].reason").value("Schulweg"))
                .andExpect(jsonPath("$[0].personName").value("Test leitung"));
    }

    @Test
    void whatMeansNothingIsToldAtItsFieldAndChangesNothing() throws Exception {
        http.perform(change(west).param("winterClass", "4").param("reason", "x"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#winterClass\"")));
        http.perform(change(west).param("winterClass", "1").param("reason", " "))
                .andExpect(content().string(containsString("href=\"#reason\"")));
        http.perform(change(west).param("maxWidthMetres", "-2").param("reason", "x"))
                .andExpect(content().string(containsString("href=\"#maxWidthMetres\"")));

        as(people.officer(), "/streets/api/history?segment=" + west)
                .andExpect(jsonPath("$.length()").value(0));
    }

    @Test
    void aWholeStreetIsChangedAtOnceAndOnlyWhatWasChosen() throws Exception {
        put(people.officer(), "{\"segments\": [%d], \"saltBan\": true, \"reason\": \"Brunnen\"}".formatted(west))
                .andExpect(jsonPath("$.changed").value(1));

        http.perform(post("/streets")
                        .with(user(people.officer()))
                        .with(csrf())
                        .param("street", street)
                        .param("found", "2")
                        .param("winterClass", "2")
                        .param("reason", "Beschluss 12"))
                .andExpect(status().is3xxRedirection());

        as(people.officer(), "/streets/api/register?street=" + street)
                .andExpect(jsonPath("$[0].winterClass").value(2))
                .andExpect(jsonPath("$[0].saltBan").value(true))
                .andExpect(jsonPath("$[1].winterClass").value(2))
                .andExpect(jsonPath("$[1].saltBan").value(false));
        as(people.officer(), "/streets/api/register?winter=none&street=" + street)
                .andExpect(jsonPath("$.length()").value(0));
    }

    @Test
    void whoSawAnotherListIsTold() throws Exception {
        http.perform(post("/streets")
                        .with(user(people.officer()))
                        .with(csrf())
                        .param("street", street)
                        .param("found", "17")
                        .param("winterClass", "2")
                        .param("reason", "x"))
                .andExpect(status().isConflict());

        as(people.officer(), "/streets/api/register?winter=2&street=" + street)
                .andExpect(jsonPath("$.length()").value(0));
    }

    @Test
    void whoMayNotChangesNothing() throws Exception {
        String wish = "{\"segments\": [%d], \"winterClass\": 1, \"reason\": \"x\"}".formatted(west);

        put(people.crew(), wish).andExpect(status().isForbidden());
        put(people.citizen(), wish).andExpect(status().isForbidden());
        http.perform(change(west).param("winterClass", "1").param("reason", "x").with(user(people.crew())))
                .andExpect(status().isForbidden());
        upload(people.crew(), "segment;winterClass\n%d;1".formatted(west).getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isForbidden());
        put(
                        people.foreignOfficer(),
                        "{\"municipality\": %d, \"segments\": [%d], \"winterClass\": 1, \"reason\": \"x\"}"
                                .formatted(people.municipality(), west))
                .andExpect(status().isNotFound());

        as(people.officer(), "/streets/api/history?segment=" + west)
                .andExpect(jsonPath("$.length()").value(0));
    }

    @Test
    void theTownNextDoorHasARegisterOfItsOwn() throws Exception {
        put(people.officer(), "{\"street\": \"%s\", \"winterClass\": 1, \"reason\": \"x\"}".formatted(street));

        as(people.foreignOfficer(), "/streets/api/register?street=" + street)
                .andExpect(jsonPath("$.length()").value(2))
                .andExpect(jsonPath("$[0].winterClass").doesNotExist());
        as(people.foreignOfficer(), "/streets/api/register?municipality=" + people.municipality())
                .andExpect(status().isNotFound());
    }

    @Test
    void jsonOfUnknownFieldsIsRefused() throws Exception {
        for (String wish : new String[] {
            "{\"segments\": [%d], \"winterclass\": 1, \"reason\": \"x\"}",
            "{\"segments\": \"%d\", \"winterClass\": 1, \"reason\": \"x\"}",
            "{\"segments\": [%d, 1.5], \"winterClass\": 1, \"reason\": \"x\"}",
            "{\"segments\": [%d, 999999999999], \"winterClass\": 1, \"reason\": \"x\"}",
            "{\"segments\": [%d], \"winterClass\": [1], \"reason\": \"x\"}",
            "{\"segments\": [%d], \"reason\": \"x\"}",
            "{\"street\": \"gibt es nicht %d\", \"winterClass\": 1, \"reason\": \"x\"}",
            "[%d]"
        }) {
            put(people.officer(), wish.formatted(west)).andExpect(status().isBadRequest());
        }
    }

    @Test
    void theFileThatGoesOutComesInAgainChanged() throws Exception {
        put(people.officer(), "{\"segments\": [%d], \"sweepingClass\": \"S2\", \"reason\": \"x\"}".formatted(east));
        byte[] file = as(people.officer(), "/streets/register.csv?street=" + street)
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(text).contains(street, "S2");

        upload(people.officer(), text.replace("S2", "S3").getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.changed").value(1));

        as(people.officer(), "/streets/api/register?sweeping=S3&street=" + street)
                .andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].segment").value(east));
    }

    @Test
    void theGeoJsonThatGoesOutComesInAgain() throws Exception {
        put(people.officer(), "{\"segments\": [%d], \"responsibility\": \"STATE\", \"reason\": \"x\"}".formatted(east));
        String file = as(people.officer(), "/streets/register.geojson?street=" + street)
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);

        upload(people.officer(), file.replace("STATE", "DISTRICT").getBytes(StandardCharsets.UTF_8))
                .andExpect(jsonPath("$.changed").value(1));

        as(people.officer(), "/streets/api/register?responsible=DISTRICT&street=" + street)
                .andExpect(jsonPath("$.length()").value(1));
    }

    @Test
    void aFileOfAnOldSpreadsheetNamesAWholeStreet() throws Exception {
        upload(
                        people.officer(),
                        "street;winterClass\r\n%s;3\r\n"
                                .formatted(street.toUpperCase(Locale.ROOT))
                                .getBytes(Charset.forName("windows-1252")))
                .andExpect(jsonPath("$.changed").value(2));
    }

    @Test
    void aLineOfAnotherProgramSpeaksOfTheSegmentsOnIt() throws Exception {
        long extract = jdbc.sql("select max(id) from segment_extract")
                .query(Long.class)
                .single();
        double lat = 10 + Math.random();
        long here = jdbc.sql("""
                        insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres,
                            extract_id)
                        values (1, 0, 'Linie', 'residential', false, false, '[(5000000,%1$d),(5002000,%1$d)]'::path, 219, %2$d)
                        returning id""".formatted(Math.round(lat * 1e6), extract))
                .query(Long.class)
                .single();

        upload(people.officer(), """
                        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"winterClass": 2, "foreign": 1},
                        "geometry": {"type": "LineString", "coordinates": [[4.999, %1$s], [5.003, %1$s]]}}]}""".formatted(Double.toString(lat)).getBytes(StandardCharsets.UTF_8))
                .andExpect(jsonPath("$.changed").value(1));

        as(people.officer(), "/streets/api/history?segment=" + here)
                .andExpect(jsonPath("$[0].register.winterClass").value(2));
    }

    @Test
    void aFileWithFaultsChangesNothingAndNamesEveryLine() throws Exception {
        String file = """
                segment;street;winterClass;saltBan
                %1$d;;1;ja
                %1$d;;1;ja
                ;Gibtesnicht;1;
                ;;1;
                999999999999;;1;
                %2$d;;9;
                %2$d;;1;vielleicht
                """.formatted(west, east);

        upload(people.officer(), file.getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[*].line").value(contains(3, 4, 5, 6, 7, 8)))
                .andExpect(jsonPath("$.faults[4].field").value("winterClass"))
                .andExpect(jsonPath("$.faults[4].message").value(containsString("“9”")));
        http.perform(multipart("/streets/import")
                        .file(new MockMultipartFile("file", file.getBytes(StandardCharsets.UTF_8)))
                        .param("reason", "x")
                        .with(user(people.officer()))
                        .with(csrf()))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("6 Zeilen stimmen nicht")));

        as(people.officer(), "/streets/api/history?segment=" + west)
                .andExpect(jsonPath("$.length()").value(0));
    }

    @Test
    void hostileFilesAreRefused() throws Exception {
        for (String file : new String[] {
            "",
            "\u0000\u0001\u0002",
            "winterClass\n1",
            "segment;unbekannt\n1;2",
            "segment;winterClass\n\"1;2",
            "{\"type\": \"FeatureCollection\"",
            "{\"type\": \"Feature\"}",
            "{\"a\":".repeat(5000),
            "{\"type\": \"FeatureCollection\", \"features\": [1, null, {}, {\"geometry\": {\"type\": \"LineString\", \"coordinates\": [[1e999, \"x\"], 7]}}]}"
        }) {
            upload(people.officer(), file.getBytes(StandardCharsets.UTF_8)).andExpect(status().isBadRequest());
        }
    }

    @Test
    void thePagesShowTheListTheFormAndTheChanges() throws Exception {
        as(people.officer(), "/streets?street=" + street)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(containsString("2 Abschnitte gefunden"), containsString("Abschnitt " + west))));
        as(people.officer(), "/streets/map.geojson?street=" + street)
                .andExpect(jsonPath("$.features.length()").value(2))
                .andExpect(jsonPath("$.features[0].properties.href").value("/streets/segment?id=" + west));
        as(people.officer(), "/streets/changes").andExpect(status().isOk());
        as(people.officer(), "/streets?winter=7").andExpect(status().isBadRequest());
        as(people.citizen(), "/streets").andExpect(status().isForbidden());
    }

    private long segment(long extract, int ordinal) {
        return jdbc.sql("""
                        insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres,
                            extract_id)
                        values (1, :ordinal, :name, 'residential', false, false, '[(10000000,10000000),(10001000,10000000)]'::path,
                            109, :extract) returning id""")
                .param("ordinal", ordinal)
                .param("name", street)
                .param("extract", extract)
                .query(Long.class)
                .single();
    }

    private MockHttpServletRequestBuilder change(long segment) {
        return post("/streets/segment")
                .param("id", Long.toString(segment))
                .with(user(people.officer()))
                .with(csrf());
    }

    private ResultActions as(UserDetails who, String address) throws Exception {
        return http.perform(get(address).with(user(who)));
    }

    private ResultActions put(UserDetails who, String body) throws Exception {
        return http.perform(MockMvcRequestBuilders.put("/streets/api/register")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(user(who))
                .with(csrf()));
    }

    private ResultActions upload(UserDetails who, byte[] content) throws Exception {
        return http.perform(multipart("/streets/api/import")
                .file(new MockMultipartFile("file", content))
                .param("reason", "Datei")
                .with(user(who))
                .with(csrf()));
    }
}
