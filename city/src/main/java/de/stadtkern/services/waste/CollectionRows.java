package de.stadtkern.services.waste;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Collection days and districts. */
@Component
class CollectionRows {

    private final JdbcClient jdbc;

    CollectionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A municipality's district with the houses that belong to it. */
    record Area(long municipalityId, Houses houses) {}

    /** Those of the districts named go, from the first day on that is new. */
    void replaceDays(long municipality, Collection<CollectionDay> days) {
        jdbc.sql("""
            delete from waste_collection c using (
                select area, min(day) as day
                from unnest(:areas::text[], :days::date[]) x (area, day) group by 1) x
            where c.municipality_id = :municipality and c.area = x.area and c.day >= x.day\
            """)
                .param("municipality", municipality)
                .param("areas", texts(days, CollectionDay::area))
                .param("days", texts(days, one -> one.day().toString()))
                .update();
        jdbc.sql("""
            insert into waste_collection (municipality_id, area, what, day)
            select :municipality, area, what, day
            from unnest(:areas::text[], :whats::text[], :days::date[]) x (area, what, day)\
            """)
                .param("municipality", municipality)
                .param("areas", texts(days, CollectionDay::area))
                .param("whats", texts(days, CollectionDay::what))
                .param("days", texts(days, one -> one.day().toString()))
                .update();
    }

    /** Those of the municipality before go. */
    void replaceAreas(long municipality, Collection<Houses> houses) {
        jdbc.sql("delete from waste_area where municipality_id = :municipality")
                .param("municipality", municipality)
                .update();
        jdbc.sql("""
            insert into waste_area (municipality_id, street, numbers, area)
            select :municipality, street, numbers, area
            from unnest(:streets::text[], :numbers::text[], :areas::text[]) x (street, numbers, area)
            on conflict (municipality_id, street, numbers) do update set area = excluded.area\
            """)
                .param("municipality", municipality)
                .param("streets", texts(houses, Houses::street))
                .param("numbers", texts(houses, Houses::numbers))
                .param("areas", texts(houses, Houses::area))
                .update();
    }

    /** All of streets of this name, the narrowest first. */
    List<Area> areas(String street) {
        return jdbc.sql("""
            select * from waste_area where lower(street) = lower(:street)
            order by numbers = '', municipality_id, numbers\
            """)
                .param("street", street)
                .query((rs, n) -> new Area(
                        rs.getLong("municipality_id"),
                        new Houses(rs.getString("street"), rs.getString("numbers"), rs.getString("area"))))
                .list();
    }

    List<CollectionDay> days(long municipality, String area, LocalDate from) {
        return jdbc.sql("""
            select area, what, day from waste_collection
            where municipality_id = :municipality and area = :area and day >= :from order by day, what\
            """)
                .param("municipality", municipality)
                .param("area", area)
                .param("from", from)
                .query((rs, n) -> new CollectionDay(
                        rs.getString("area"), rs.getString("what"), rs.getObject("day", LocalDate.class)))
                .list();
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }
}
