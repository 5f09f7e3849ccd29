package de.stadtkern.kernel.occasions;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.containers.forecast.Occasions;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class OccasionCalendarTest {

    private static final LocalDate TUESDAY = LocalDate.of(2031, 3, 4);

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    OccasionCalendar calendar;

    private Bins bins;

    @BeforeEach
    void bins() {
        bins = new Bins(http, jdbc);
    }

    @Test
    void aMarketConcernsTheBinsAroundItAndHolidaysAll() throws Exception {
        Bin near = bins.add(people.officer(), Map.of("lon", "7,70010", "lat", "49,40010"));
        Bin far = bins.add(people.officer(), Map.of("lon", "7,71", "lat", "49,41"));
        String market = Bins.unique("Wochenmarkt");
        String holidays = Bins.unique("Ferien");
        Map<String, String> weekly = new HashMap<>(
                Map.of("name", market, "begins", "2031-01-01", "place", "49.4001, 7.7001", "radius", "150"));
        weekly.put("on-TUESDAY", "true");
        weekly.put("on-SATURDAY", "true");
        assertThat(bins.act("/occasions", weekly, people.officer()).getStatus()).isEqualTo(302);
        assertThat(bins.act(
                                "/occasions",
                                Map.of("name", holidays, "begins", "2031-03-04", "ends", "2031-03-05"),
                                people.officer())
                        .getStatus())
                .isEqualTo(302);

        Occasions occasions = calendar.occasions(people.municipality());
        assertThat(occasions.on(near.id(), TUESDAY)).contains(market, holidays);
        assertThat(occasions.on(far.id(), TUESDAY)).contains(holidays).doesNotContain(market);
        assertThat(occasions.on(near.id(), TUESDAY.plusDays(1)))
                .contains(holidays)
                .doesNotContain(market);
        assertThat(occasions.on(near.id(), TUESDAY.plusDays(2))).doesNotContain(market, holidays);
        assertThat(occasions.on(near.id(), LocalDate.of(2031, 5, 1))).contains(OccasionCalendar.HOLIDAY);
        assertThat(calendar.occasions(people.foreignMunicipality()).on(near.id(), TUESDAY))
                .doesNotContain(market, holidays);
        assertThat(bins.page("/occasions?occasions-q=" + market, people.officer()))
                .contains("jede Woche: Dienstag, Samstag", "Umkreis 150 m");

        long id = jdbc.sql("select id from occasion where name = :name")
                .param("name", market)
                .query((rs, n) -> rs.getLong(1))
                .single();
        bins.act("/occasions/delete", Map.of("id", Long.toString(id)), people.officer());
        assertThat(calendar.occasions(people.municipality()).on(near.id(), TUESDAY))
                .doesNotContain(market);
    }

    @Test
    void whoseHolidaysHoldIsSaidByTheMunicipality() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of());
        LocalDate augsburg = LocalDate.of(2031, 8, 8);
        Map<String, String> bavaria = Map.of("land", "BY", "own", "8.8., 24.12.");
        try {
            assertThat(bins.act("/occasions/holidays", bavaria, people.officer())
                            .getStatus())
                    .isEqualTo(302);
            assertThat(bins.page("/occasions", people.officer()))
                    .contains("value=\"BY\" selected", "value=\"08.08. 24.12.\"");
            assertThat(calendar.occasions(people.municipality()).on(bin.id(), augsburg))
                    .contains(OccasionCalendar.HOLIDAY);

            MockHttpServletResponse wrong =
                    bins.act("/occasions/holidays", Map.of("land", "BY", "own", "Friedensfest"), people.officer());
            assertThat(wrong.getStatus()).isEqualTo(400);
            assertThat(wrong.getContentAsString(StandardCharsets.UTF_8)).contains("href=\"#own\"");
            assertThat(bins.act("/occasions/holidays", bavaria, people.crew()).getStatus())
                    .isEqualTo(403);
        } finally {
            bins.act("/occasions/holidays", Map.of("land", "", "own", ""), people.officer());
        }
        assertThat(calendar.occasions(people.municipality()).on(bin.id(), augsburg))
                .doesNotContain(OccasionCalendar.HOLIDAY);
    }

    @Test
    void aFileIsShownFirstAndStoredAsAWhole() throws Exception {
        String name = Bins.unique("Altstadtfest");
        String file =
                "name;begins;ends;days;place;radius\n%s;01.06.2031;03.06.2031;;49.4001, 7.7001;100\n".formatted(name);
        MockHttpServletResponse looked =
                bins.upload("/occasions/import", "file", file, Map.of("do", "preview"), people.officer());
        assertThat(looked.getContentAsString(StandardCharsets.UTF_8)).contains(name, "Noch ist nichts gespeichert");
        assertThat(stored(name)).isZero();

        String unfound = file + "Nirgends;01.06.2031;;;Gibt es nicht in keinem Land;\n";
        MockHttpServletResponse refused =
                bins.upload("/occasions/import", "file", unfound, Map.of("do", "store"), people.officer());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("wurde nicht sicher gefunden");
        assertThat(stored(name)).isZero();

        for (int again = 0; again < 2; again++) {
            assertThat(bins.upload(
                                    "/occasions/import",
                                    "file",
                                    unfound,
                                    Map.of("do", "store", "unfound", "true"),
                                    people.officer())
                            .getStatus())
                    .isEqualTo(302);
        }
        assertThat(stored(name)).as("the same file again changes nothing").isEqualTo(1);
    }

    @Test
    void theWeatherOfADayIsAWordForTheTown() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of());
        calendar.foresee(people.municipality(), LocalDate.of(2032, 7, 1), Set.of(WeatherWords.WARM));
        assertThat(calendar.occasions(people.municipality()).on(bin.id(), LocalDate.of(2032, 7, 1)))
                .contains(WeatherWords.WARM);
    }

    @Test
    void whatIsWrongIsNamedAndNeitherNeighbourNorCrewEntersAnything() throws Exception {
        String name = Bins.unique("Fremd");
        Map<String, String> form =
                Map.of("name", name, "begins", "2031-06-01", "municipality", Long.toString(people.municipality()));
        assertThat(bins.act("/occasions", form, people.foreignOfficer()).getStatus())
                .isIn(403, 404);
        assertThat(bins.act("/occasions", form, people.crew()).getStatus()).isEqualTo(403);
        for (Map.Entry<String, String> wrong : Map.of(
                        "begins", "bald", "ends", "2031-05-31", "place", "Gibt es nicht in keinem Land", "radius", "-3")
                .entrySet()) {
            Map<String, String> other = new HashMap<>(form);
            other.put(wrong.getKey(), wrong.getValue());
            MockHttpServletResponse answer = bins.act("/occasions", other, people.officer());
            assertThat(answer.getStatus()).as(wrong.getKey()).isEqualTo(400);
            assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("href=\"#" + wrong.getKey() + "\"");
        }
        assertThat(stored(name)).isZero();
    }

    private long stored(String name) {
        return jdbc.sql("select count(*) from occasion where name = :name")
                .param("name", name)
                .query((rs, n) -> rs.getLong(1))
                .single();
    }
}
