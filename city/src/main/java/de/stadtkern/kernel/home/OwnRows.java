package de.stadtkern.kernel.home;

import de.stadtkern.kernel.geo.Position;
import java.util.List;
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
                .query((rs, n) -> new Household(
                        rs.getLong("id"),
                        rs.getString("name"),
                        rs.getString("address"),
                        Position.ofMicrodegrees(rs.getInt("lon"), rs.getInt("lat"))))
                .list();
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

    private boolean delete(String table, long id, long person) {
        return jdbc.sql("delete from " + table + " where id = :id and person_id = :person")
                        .param("id", id)
                        .param("person", person)
                        .update()
                > 0;
    }
}
