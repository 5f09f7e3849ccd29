package de.stadtkern.services.waste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class OpenLevelsTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    LevelDays days;

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));

    @Test
    void everybodyReadsLevelsAndEmptyingsByDaySquareAndKindWithTheirMeaning() throws Exception {
        Bins bins = new Bins(http, jdbc);
        Bin bin = bins.add(people.officer(), Map.of("lon", "10,5", "lat", "51,5", "kind", "DOG_STATION"));
        bins.add(people.officer(), Map.of("lon", "12,5", "lat", "52,5", "listed", ""));
        jdbc.sql(
                        "update container_level set share = 0.4, spread = 0.1, at = now(), source = 'CREW' where container_id = :id")
                .param("id", bin.id())
                .update();
        jdbc.sql("""
            insert into container_emptying (container_id, municipality_id, at, share_before, spread, source, on_tour)
            values (:id, :town, :at, 0.8, 0.15, 'CREW', true)\
            """)
                .param("id", bin.id())
                .param("town", people.municipality())
                .param("at", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
        days.sample();
        days.sample();

        MockHttpServletResponse csv = ask("/waste/levels.csv?from=" + today);
        assertThat(csv.getHeader("Link")).contains("license");
        assertThat(csv.getContentAsString(StandardCharsets.UTF_8))
                .startsWith("day,municipality,cell,lon,lat,kind,bins,meanLevelPercent,emptyings,levelAtEmptyingPercent")
                .containsPattern(today
                        + ",Musterstadt,CRS3035RES1000mN\\d{7}E\\d{7},10\\.\\d+,51\\.\\d+,DOG_STATION,1,40,1,80\r\n")
                .doesNotContain(",12.5", bin.name(), bin.code());
        assertThat(jdbc.sql("select levels from waste_level_day where kind = 'DOG_STATION' and levels > 0")
                        .query(Integer.class)
                        .list())
                .as("an hour counts once")
                .containsOnly(1);
        assertThat(ask("/waste/levels.json").getContentAsString(StandardCharsets.UTF_8))
                .contains("\"dcat:Dataset\"", "dl-de/by-2-0", "\"dcat:distribution\"", "\"emptyings\":1");
    }

    @Test
    void tooManyDaysAreRefused() throws Exception {
        MockHttpServletResponse answer = ask("/waste/levels.json?from=" + today.minusDays(92));
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(ask("/waste/levels.csv?until=heute").getStatus()).isEqualTo(400);
        assertThat(ask("/waste/levels.csv?from=" + today.minusDays(91)).getStatus())
                .isEqualTo(200);
    }

    private MockHttpServletResponse ask(String path) throws Exception {
        return http.perform(get(path)).andReturn().getResponse();
    }
}
