package de.stadtkern.kernel.occasions;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** A run of a forecast, stored for the station nearest to the bins, becomes the words of its days. */
@TownTest
class WeatherWordsTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    OccasionCalendar calendar;

    @Autowired
    WeatherWords weather;

    @Autowired
    Clock clock;

    private final String station = UUID.randomUUID().toString();
    private Bin bin;
    private LocalDate today;

    @BeforeEach
    void aStationIsAmongTheBins() throws Exception {
        bin = new Bins(http, jdbc).add(people.officer(), Map.of());
        today = clock.instant().atZone(OccasionCalendar.TOWN).toLocalDate();
        jdbc.sql("""
            insert into forecast_station
            select 'WEATHER', :station, :station, point(avg(pt[0]), avg(pt[1])), :now::timestamptz, :now::timestamptz
            from container where municipality_id = :here\
            """)
                .param("station", station)
                .param("now", clock.instant().toString())
                .param("here", people.municipality())
                .update();
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from forecast_station where id = :station")
                .param("station", station)
                .update();
        jdbc.sql("delete from occasion_weather where municipality_id = :here")
                .param("here", people.municipality())
                .update();
    }

    @Test
    void wholeDaysAheadAreWarmOrHaveRain() {
        foresee(0, 24, 30, 1);
        foresee(1, 24, 26, 0);
        foresee(2, 24, 12, 0.1);
        foresee(3, 24, 24.9, 0.05);
        foresee(4, 12, 30, 1);

        weather.foresee();

        assertThat(words(0)).as("today").doesNotContain(WeatherWords.WARM, WeatherWords.RAIN);
        assertThat(words(1)).contains(WeatherWords.WARM).doesNotContain(WeatherWords.RAIN);
        assertThat(words(2)).contains(WeatherWords.RAIN).doesNotContain(WeatherWords.WARM);
        assertThat(words(3)).doesNotContain(WeatherWords.WARM, WeatherWords.RAIN);
        assertThat(words(4)).as("half a day").doesNotContain(WeatherWords.WARM, WeatherWords.RAIN);
    }

    @Test
    void anOldRunSaysNothing() {
        foresee(1, 24, 26, 1);
        jdbc.sql("update forecast_station set issued_at = issued_at - interval '10 days' where id = :station")
                .param("station", station)
                .update();

        weather.foresee();

        assertThat(words(1)).doesNotContain(WeatherWords.WARM, WeatherWords.RAIN);
    }

    /** Hours from midnight on with the same air, °C, and rain, mm. */
    private void foresee(int daysAhead, int hours, double air, double rain) {
        jdbc.sql("""
            insert into forecast_hour (product, station_id, at, air, precipitation)
            select 'WEATHER', :station, :begin::timestamptz + n * interval '1 hour', :air, :rain
            from generate_series(0, :hours - 1) n\
            """)
                .param("station", station)
                .param(
                        "begin",
                        today.plusDays(daysAhead)
                                .atStartOfDay(OccasionCalendar.TOWN)
                                .toInstant()
                                .toString())
                .param("air", air)
                .param("rain", rain)
                .param("hours", hours)
                .update();
    }

    private Set<String> words(int daysAhead) {
        return calendar.occasions(people.municipality()).on(bin.id(), today.plusDays(daysAhead));
    }
}
