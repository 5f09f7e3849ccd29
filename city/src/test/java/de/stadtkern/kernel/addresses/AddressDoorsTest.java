package de.stadtkern.kernel.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The search and the registers as people and programs meet them. */
@TownTest
class AddressDoorsTest {

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    /** Letters only, so that it is one word. */
    private final String word = UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "hausen";

    private ResultActions bring(UserDetails who, String name, String content) throws Exception {
        return http.perform(multipart("/addresses/registers/api")
                .file(new MockMultipartFile("file", "orte.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8)))
                .param("name", name)
                .with(csrf())
                .with(user(who)));
    }

    private ResultActions find(String q) throws Exception {
        return http.perform(get("/addresses").param("q", q).accept(MediaType.APPLICATION_JSON));
    }

    @Test
    void everybodyFindsWhatAnAdministrationKeepsAndNothingOnceItIsRemoved() throws Exception {
        String answer = bring(
                        people.administrator(),
                        "Höfe " + word,
                        "Name;Lat;Lon;Adresse\nBauhof " + word + ";50,31;11,912;Hofweg 1\n")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.entries").value(1))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = answer.replaceAll(".*\"id\":(\\d+).*", "$1");

        find("Bauhof " + word)
                .andExpect(jsonPath("$.results[0].kind").value("REGISTER"))
                .andExpect(jsonPath("$.results[0].label").value("Bauhof " + word))
                .andExpect(jsonPath("$.results[0].trust").value("SURE"))
                .andExpect(jsonPath("$.results[0].lat").value(50.31));
        http.perform(get("/addresses").param("q", "Bauhof " + word).accept(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("Aus einem Verzeichnis der Kommune")));
        http.perform(get("/suche").param("q", "Bauhof " + word))
                .andExpect(content().string(containsString("Bauhof " + word + "</a>")));
        http.perform(get("/addresses/results.geojson").param("q", "Bauhof " + word))
                .andExpect(jsonPath("$.features[0].geometry.coordinates[0]").value(11.912));

        http.perform(delete("/addresses/registers/api/" + id).with(csrf()).with(user(people.foreignAdministrator())))
                .andExpect(status().isNotFound());
        http.perform(delete("/addresses/registers/api/" + id).with(csrf()).with(user(people.administrator())))
                .andExpect(status().isNoContent());
        find("Bauhof " + word).andExpect(jsonPath("$.results[*].label", not(hasItem("Bauhof " + word))));
    }

    @Test
    void whatIsBroughtAgainReplacesAndComesBackAsItWas() throws Exception {
        bring(people.administrator(), word, "name,lat,lon\nAlt" + word + ",50.3,11.9\n")
                .andExpect(status().isCreated());
        String geoJson = """
                {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Neu%s"},
                 "geometry": {"type": "Point", "coordinates": [11.9, 50.3]}}]}""".formatted(word);
        String answer = bring(people.administrator(), word, geoJson)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();

        http.perform(get("/addresses/registers/api/" + answer.replaceAll(".*\"id\":(\\d+).*", "$1"))
                        .with(user(people.administrator())))
                .andExpect(jsonPath("$.features.length()").value(1))
                .andExpect(jsonPath("$.features[0].properties.name").value("Neu" + word))
                .andExpect(jsonPath("$.features[0].geometry.coordinates[1]").value(50.3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lat,lon\n1,2\n",
                "name,lat,lon\n",
                "name,lat,lon\nA,91,2\n",
                "name,lat,lon\nA,NaN,2\n",
                "name,lat,lon\n\u202Eevil,50,11\n",
                "name,adresse\nA,Nirgendwoweg 999999\n",
                "name,lat,lon\n\"A,50,11\n",
                "{\"features\": [{}]}",
                "{\"features\": [{\"properties\": {\"name\": \"A\"}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [\"x\", 1]}}]}",
                "{ broken",
            })
    void aFileThatIsWrongIsRefusedWhole(String file) throws Exception {
        bring(people.administrator(), word, file)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").isNotEmpty());

        assertThat(http.perform(get("/addresses/registers/api").with(user(people.administrator())))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .doesNotContain(word);
    }

    @Test
    void onlyAnAdministrationKeepsRegisters() throws Exception {
        bring(people.crew(), word, "name,lat,lon\nA,50,11\n").andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @CsvSource({"q=a&limit=0", "q=a&limit=21", "q=a&limit=x", "q=a&near=hier", "q=a&near=49.1"})
    void badQuestionsAreRefused(String query) throws Exception {
        http.perform(get("/addresses?" + query).accept(MediaType.APPLICATION_JSON))
                .andExpect(status().isBadRequest());
    }

    @Test
    void whatIsTooLongIsRefusedOnThePageToo() throws Exception {
        find("a".repeat(201)).andExpect(status().isBadRequest());
        http.perform(get("/addresses").param("q", "a".repeat(201)).accept(MediaType.TEXT_HTML))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("höchstens 200 Zeichen")));
    }

    @ParameterizedTest
    @CsvSource({"lat=91&lon=11, 400", "lat=NaN&lon=11, 400", "lat=x&lon=11, 400", "lat=50, 400", "lat=-70&lon=-120, 404"
    })
    void aPlaceThatIsNoneIsRefused(String query, int expected) throws Exception {
        http.perform(get("/addresses/reverse?" + query).accept(MediaType.APPLICATION_JSON))
                .andExpect(status().is(expected));
    }
}
