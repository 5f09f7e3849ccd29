package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What a proposal and the public page say of what others foresee. */
@TownTest
class OutlookTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Devices devices;

    private final String name = "Talbrücke " + UUID.randomUUID();
    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);

    @BeforeEach
    void aColdNightIsForeseenAndWarnedOf() {
        jdbc.sql("""
            insert into forecast_station (product, id, name, pt, issued_at, fetched_at)
            values ('ROAD', :name, :name, point(11900000, 50300000), now(), now())\
            """).param("name", name).update();
        foresee(2, -1.0, 0.2);
        foresee(5, -4.5, 0.4);
        foresee(20, -9.0, 5);
        warn("inside", hour, "((11800000,50200000),(11800000,50400000),(12000000,50400000),(12000000,50200000))");
        warn(
                "tomorrow",
                hour.plus(Duration.ofHours(30)),
                "((11800000,50200000),(11800000,50400000),(12000000,50400000))");
        warn("elsewhere", hour, "((1,1),(1,2),(2,2))");
        jdbc.sql("""
            insert into forecast_feed (place, kind, next_at, succeeded_at)
            values (:name, 'WARNINGS', now() + interval '1 day', now())\
            """).param("name", name).update();
    }

    @AfterEach
    void forget() {
        for (String table : new String[] {"forecast_station", "forecast_warning"}) {
            jdbc.sql("delete from " + table + " where id like '%' || :name")
                    .param("name", name)
                    .update();
        }
        jdbc.sql("delete from forecast_feed where place = :name")
                .param("name", name)
                .update();
    }

    @Test
    void aProposalNamesTheColdestHourWhatFallsAndTheWarningsInForceWithSourceAndTime() throws Exception {
        String page = proposal();

        assertThat(page)
                .contains("Niedrigste Straßentemperatur der nächsten 12 Stunden", "−4,5 °C", "0,6 mm")
                .contains("vorhergesagt: Deutscher Wetterdienst, SWSMOS, " + name)
                .contains("Deutscher Wetterdienst, inside " + name)
                .doesNotContain("veraltet", "−9,0 °C", "tomorrow " + name, "elsewhere " + name);
    }

    @Test
    void anOldForecastIsUsedAndCalledOld() throws Exception {
        jdbc.sql("update forecast_station set issued_at = now() - interval '3 days' where id = :name")
                .param("name", name)
                .update();
        jdbc.sql("delete from forecast_feed where place = :name")
                .param("name", name)
                .update();

        assertThat(proposal())
                .containsPattern("SWSMOS, " + name + "[^<]*\\(veraltet\\)")
                .containsPattern("inside " + name + "[^<]*\\(veraltet\\)");
    }

    @Test
    void whatIsForeseenFarAwayIsNoEvidence() throws Exception {
        jdbc.sql("update forecast_station set pt = point(13000000, 50300000) where id = :name")
                .param("name", name)
                .update();

        assertThat(proposal()).doesNotContain("SWSMOS").contains("inside " + name);
    }

    @Test
    void everybodySeesTheWarningsAtTheStationsOrThatNobodyKnows() throws Exception {
        devices.report(devices.station(name), Instant.now(), 6, 50, 7);

        assertThat(page(get("/winter")))
                .contains("inside " + name, "Stufe 2 von 4", "/forecasts\"", "ausgegeben")
                .doesNotContain("elsewhere " + name);

        jdbc.sql("delete from forecast_feed").update();
        assertThat(page(get("/winter"))).contains("Die Warnungen sind nicht auf dem neuesten Stand");
    }

    private void foresee(int hours, double surface, double millimetres) {
        jdbc.sql("""
            insert into forecast_hour (product, station_id, at, surface, precipitation)
            values ('ROAD', :name, :at, :surface, :millimetres)\
            """)
                .param("name", name)
                .param("at", hour.plus(Duration.ofHours(hours)).atOffset(ZoneOffset.UTC))
                .param("surface", surface)
                .param("millimetres", millimetres)
                .update();
    }

    private void warn(String what, Instant from, String ring) {
        jdbc.sql("""
            with w as (insert into forecast_warning values (:id, 'GLÄTTE', 2, :id, '', '', :from, :until, :from, '{}')
                returning id)
            insert into forecast_warning_ring select id, 0, false, (:ring)::polygon from w\
            """)
                .param("id", what + " " + name)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", from.plus(Duration.ofHours(6)).atOffset(ZoneOffset.UTC))
                .param("ring", ring)
                .update();
    }

    /** The page of the proposal that a station raises. */
    private String proposal() throws Exception {
        devices.report(devices.station(name), Instant.now(), -2, 95, -3.1);
        String sql = "select id from proposal where source = 'winter' and place = :name";
        long id = await().until(
                        () -> jdbc.sql(sql)
                                .param("name", name)
                                .query(Long.class)
                                .optional()
                                .orElse(0L),
                        found -> found != 0);
        return page(get("/operations/proposals/" + id).with(user(people.officer())));
    }

    private String page(MockHttpServletRequestBuilder asked) throws Exception {
        return http.perform(asked).andReturn().getResponse().getContentAsString();
    }
}
