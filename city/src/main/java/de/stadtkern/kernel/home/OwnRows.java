package de.stadtkern.kernel.home;

import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables home_household and home_favourite. */
@Component
class OwnRows {

    private final JdbcClient jdbc;

    OwnRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Household> households(long person) {
        return jdbc.sql("select * from home_household where person_id = :person order by id")
                .param("person", person)
                .query((rs, n) -> household(rs))
                .list();
    }

    /**
     * A household whose person wants to be reminded.
     *
     * @param message of the last reminder
     */
    record Reminded(long personId, Household household, Optional<Long> message) {}

    /** Those of which nobody has looked yet whether there is something on that day. */
    List<Reminded> listToRemind(LocalDate day) {
        return jdbc.sql("select * from home_household where reminded and reminded_for is distinct from :day order by"
                        + " id")
                .param("day", day)
                .query((rs, n) -> new Reminded(
                        rs.getLong("person_id"),
                        household(rs),
                        Optional.ofNullable(rs.getObject("reminder_id", Long.class))))
                .list();
    }

    void setReminded(long household, LocalDate day, Optional<Long> message) {
        jdbc.sql("update home_household set reminded_for = :day, reminder_id = :message where id = :id")
                .param("day", day)
                .param("message", message.orElse(null))
                .param("id", household)
                .update();
    }

    /** Whether there was one of this person. */
    boolean remind(long household, long person, boolean wanted) {
        return jdbc.sql("update home_household set reminded = :wanted where id = :id and person_id = :person")
                        .param("wanted", wanted)
                        .param("id", household)
                        .param("person", person)
                        .update()
                > 0;
    }

    void insertHousehold(long person, String name, String address, Position position) {
        jdbc.sql("""
            insert into home_household (person_id, name, address, lon, lat)
            values (:person, :name, :address, :lon, :lat)\
            """)
                .param("person", person)
                .param("name", name)
                .param("address", address)
                .param("lon", position.microLon())
                .param("lat", position.microLat())
                .update();
    }

    /** Whether there was one of this person. */
    boolean deleteHousehold(long id, long person) {
        return delete("home_household", id, person);
    }

    List<Favourite> favourites(long person) {
        return jdbc.sql("select id, path, title from home_favourite where person_id = :person order by id")
                .param("person", person)
                .query((rs, n) -> new Favourite(rs.getLong("id"), rs.getString("path"), rs.getString("title")))
                .list();
    }

    /** The same page again gets its new title. */
    void insertFavourite(long person, String path, String title) {
        jdbc.sql("""
            insert into home_favourite (person_id, path, title) values (:person, :path, :title)
            on conflict (person_id, path) do update set title = excluded.title\
            """)
                .param("person", person)
                .param("path", path)
                .param("title", title)
                .update();
    }

    /** Whether there was one of this person. */
    boolean deleteFavourite(long id, long person) {
        return delete("home_favourite", id, person);
    }

    void forget(long person) {
        for (String table : List.of("home_household", "home_favourite")) {
            jdbc.sql("delete from " + table + " where person_id = :person")
                    .param("person", person)
                    .update();
        }
    }

    private static Household household(ResultSet rs) throws SQLException {
        return new Household(
                rs.getLong("id"),
                rs.getString("name"),
                rs.getString("address"),
                Position.ofMicrodegrees(rs.getInt("lon"), rs.getInt("lat")),
                rs.getBoolean("reminded"));
    }

    private boolean delete(String table, long id, long person) {
        return jdbc.sql("delete from " + table + " where id = :id and person_id = :person")
                        .param("id", id)
                        .param("person", person)
                        .update()
                > 0;
    }
}
