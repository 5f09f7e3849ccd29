package de.stadtkern.kernel.occasions;

import java.time.MonthDay;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which public holidays municipalities have. */
@Component
public class HolidayCalendar {

    private final JdbcClient jdbc;

    HolidayCalendar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What holds now; for rules: asks no rights. */
    public Holidays get(long municipalityId) {
        return jdbc.sql("select land, own from occasion_holidays where municipality_id = :id")
                .param("id", municipalityId)
                .query((rs, row) -> new Holidays(
                        Optional.ofNullable(rs.getString("land"))
                                .map(Holidays.Land::valueOf)
                                .orElse(null),
                        Arrays.stream((String[]) rs.getArray("own").getArray())
                                .map(day -> MonthDay.parse("--" + day))
                                .toList()))
                .optional()
                .orElse(Holidays.NATIONWIDE);
    }

    void put(long municipality, Holidays holidays) {
        jdbc.sql("""
            insert into occasion_holidays values (:municipality, :land, :own)
            on conflict (municipality_id) do update set land = excluded.land, own = excluded.own\
            """)
                .param("municipality", municipality)
                .param("land", holidays.land() == null ? null : holidays.land().name())
                .param(
                        "own",
                        holidays.own().stream()
                                .map(day -> day.toString().substring(2))
                                .toArray(String[]::new))
                .update();
    }
}
