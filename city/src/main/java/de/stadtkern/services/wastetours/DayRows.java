package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.services.wastetours.TourDay.Choice;
import de.stadtkern.services.wastetours.TourDay.Figures;
import de.stadtkern.services.wastetours.TourDay.Result;
import de.stadtkern.services.wastetours.TourDay.State;
import de.stadtkern.services.wastetours.TourDay.Want;
import de.stadtkern.services.wastetours.TourDay.Wish;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables wastetours_day, wastetours_choice and wastetours_wish. */
@Component
class DayRows {

    private static final String BUSY = "state in ('WAITING', 'SEARCHING')";

    /** What is shown of the bins of a day: key of the text is the name. */
    enum Shown {
        ALL("true"),
        ON_TOUR("(content ->> 'number')::int > 0"),
        LEFT("(content ->> 'number')::int = 0"),
        WISHED("content -> 'wish' <> 'null'");

        private final String condition;

        Shown(String condition) {
            this.condition = condition;
        }
    }

    private static final Map<String, String> ORDER = Map.of(
            "name",
            "content ->> 'name'",
            "place",
            "content ->> 'place'",
            "vehicle",
            "(content ->> 'vehicle') || to_char((content ->> 'number')::int, '00000')",
            "probability",
            "(content ->> 'fullProbability')::float8",
            "level",
            "(content ->> 'share')::float8",
            "detour",
            "(content ->> 'detourMetres')::float8");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DayRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<TourDay> find(long id) {
        return jdbc.sql("select * from wastetours_day where id = :id")
                .param("id", id)
                .query(this::day)
                .optional();
    }

    Optional<TourDay> find(long municipality, LocalDate date) {
        return jdbc.sql("select * from wastetours_day where municipality_id = :municipality and day = :day")
                .param("municipality", municipality)
                .param("day", date)
                .query(this::day)
                .optional();
    }

    Optional<TourDay> findByOrder(long order) {
        return jdbc.sql("select * from wastetours_day where order_id = :order")
                .param("order", order)
                .query(this::day)
                .optional();
    }

    /** The newest first, at most so many. */
    List<TourDay> list(long municipality, int most) {
        return jdbc.sql("""
            select * from wastetours_day where municipality_id = :municipality order by day desc limit :most\
            """)
                .param("municipality", municipality)
                .param("most", most)
                .query(this::day)
                .list();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<TourDay> lock(long municipality, LocalDate date) {
        return jdbc.sql("select * from wastetours_day where municipality_id = :municipality and day = :day for update")
                .param("municipality", municipality)
                .param("day", date)
                .query(this::day)
                .optional();
    }

    /** Municipalities that have decided about their tours and have none for the day yet. */
    List<Long> withoutTours(LocalDate date) {
        return jdbc.sql("""
            select distinct municipality_id from wastetours_policy p
            where not exists (select from wastetours_day d
                where d.municipality_id = p.municipality_id and d.day = :day)\
            """)
                .param("day", date)
                .query((rs, row) -> rs.getLong("municipality_id"))
                .list();
    }

    /** Waits until nobody else decides in the municipality, and keeps others from it: proposals are held so, too. */
    void hold(long municipality) {
        jdbc.sql("select id from municipality where id = :id for no key update")
                .param("id", municipality)
                .query((rs, row) -> rs.getLong("id"))
                .single();
    }

    /** It is searched, again if it was already; nothing changes once an order is made. Answers its id. */
    Optional<Long> ask(long municipality, LocalDate date, String by, Instant now) {
        return jdbc.sql("""
            insert into wastetours_day (municipality_id, day, state, asked_by, asked_at, beat_at)
            values (:municipality, :day, 'WAITING', :by, :now, :now)
            on conflict (municipality_id, day) do update
                set state = 'WAITING', asked_by = :by, asked_at = :now, share = 0
                where wastetours_day.order_id is null
            returning id\
            """)
                .param("municipality", municipality)
                .param("day", date)
                .param("by", by)
                .param("now", at(now))
                .query((rs, row) -> rs.getLong("id"))
                .optional();
    }

    /** The longest waiting one, or one whose node is silent since that moment; from now on it is searched here. */
    Optional<TourDay> claim(Instant now, Instant silentSince) {
        return jdbc.sql("""
            update wastetours_day set state = 'SEARCHING', beat_at = :now, share = 0, changed = false
            where id = (select id from wastetours_day
                where state = 'WAITING' or state = 'SEARCHING' and beat_at < :silent
                order by asked_at limit 1 for update skip locked)
            returning *\
            """)
                .param("now", at(now))
                .param("silent", at(silentSince))
                .query(this::day)
                .optional();
    }

    /** The search is alive and so far; false when nobody wants it any more. */
    boolean beat(TourDay day, double share, Instant now) {
        return jdbc.sql("""
            update wastetours_day set beat_at = :now, share = :share
            where id = :id and state = 'SEARCHING' and asked_at = :asked\
            """)
                        .param("now", at(now))
                        .param("share", share)
                        .param("id", day.id())
                        .param("asked", at(day.askedAt()))
                        .update()
                > 0;
    }

    void fail(TourDay day) {
        jdbc.sql("update wastetours_day set state = 'FAILED' where id = :id and asked_at = :asked and " + BUSY)
                .param("id", day.id())
                .param("asked", at(day.askedAt()))
                .update();
    }

    /** What the search has found, in place of what was there before; false when nobody wants it any more. */
    boolean keep(TourDay day, Result result, List<Choice> choices, boolean untouched) {
        int kept = jdbc.sql("""
            update wastetours_day set state = 'DONE', share = 1, made_at = :now, result = :result::jsonb,
                first = case when :untouched then :figures::jsonb else first end
            where id = :id and state = 'SEARCHING' and asked_at = :asked and order_id is null\
            """)
                .param("now", at(result.madeAt()))
                .param("result", json.writeValueAsString(result))
                .param("figures", json.writeValueAsString(result.figures()))
                .param("untouched", untouched)
                .param("id", day.id())
                .param("asked", at(day.askedAt()))
                .update();
        if (kept > 0) {
            jdbc.sql("delete from wastetours_choice where day_id = :id")
                    .param("id", day.id())
                    .update();
            jdbc.sql("""
                insert into wastetours_choice (day_id, municipality_id, container_id, content)
                select :id, :municipality, (c ->> 'container')::bigint, c from jsonb_array_elements(:choices::jsonb) c\
                """)
                    .param("id", day.id())
                    .param("municipality", day.municipalityId())
                    .param("choices", json.writeValueAsString(choices))
                    .update();
        }
        return kept > 0;
    }

    void setProposal(long id, long proposal) {
        jdbc.sql("update wastetours_day set proposal_id = :proposal where id = :id")
                .param("proposal", proposal)
                .param("id", id)
                .update();
    }

    void setOrder(long id, long order, boolean fixed) {
        jdbc.sql("update wastetours_day set order_id = :order, fixed = :fixed where id = :id")
                .param("fixed", fixed)
                .param("order", order)
                .param("id", id)
                .update();
    }

    void setVehicles(long id, List<Long> vehicles) {
        jdbc.sql("update wastetours_day set vehicles = :vehicles, changed = true where id = :id")
                .param("vehicles", vehicles.toArray(Long[]::new))
                .param("id", id)
                .update();
    }

    /** Takes the place of what was wanted of the bin before; null: nothing any more. */
    void wish(TourDay day, long container, @Nullable Wish wish, Instant now) {
        jdbc.sql("delete from wastetours_wish where day_id = :day and container_id = :container")
                .param("day", day.id())
                .param("container", container)
                .update();
        if (wish != null) {
            jdbc.sql("""
                insert into wastetours_wish
                    (day_id, municipality_id, container_id, wish, vehicle_id, person_name, said_at)
                values (:day, :municipality, :container, :wish, :vehicle, :by, :now)\
                """)
                    .param("day", day.id())
                    .param("municipality", day.municipalityId())
                    .param("container", container)
                    .param("wish", wish.want().name())
                    .param("vehicle", wish.vehicle())
                    .param("by", wish.by())
                    .param("now", at(now))
                    .update();
        }
        jdbc.sql("update wastetours_day set changed = true where id = :id")
                .param("id", day.id())
                .update();
    }

    /** By container. */
    Map<Long, Wish> wishes(long id) {
        Map<Long, Wish> wishes = new HashMap<>();
        jdbc.sql("select * from wastetours_wish where day_id = :id")
                .param("id", id)
                .query(rs -> {
                    wishes.put(
                            rs.getLong("container_id"),
                            new Wish(
                                    Want.valueOf(rs.getString("wish")),
                                    rs.getObject("vehicle_id", Long.class),
                                    rs.getString("person_name")));
                });
        return wishes;
    }

    Optional<Choice> findChoice(long id, long container) {
        return jdbc.sql("select content from wastetours_choice where day_id = :id and container_id = :container")
                .param("id", id)
                .param("container", container)
                .query(this::choice)
                .optional();
    }

    /** By container. */
    Map<Long, Choice> choices(long id, Collection<Long> containers) {
        return jdbc
                .sql("select content from wastetours_choice where day_id = :id and container_id = any(:containers)")
                .param("id", id)
                .param("containers", containers.toArray(Long[]::new))
                .query(this::choice)
                .list()
                .stream()
                .collect(Collectors.toMap(Choice::container, Function.identity()));
    }

    long count(long id, Shown shown, TableQuery query) {
        return jdbc.sql("select count(*) from wastetours_choice " + where(shown))
                .param("id", id)
                .param("pattern", query.pattern())
                .query(Long.class)
                .single();
    }

    List<Choice> list(long id, Shown shown, TableQuery query) {
        return jdbc.sql("select content from wastetours_choice " + where(shown) + " order by "
                        + query.orderBy(ORDER, "container_id") + " limit :limit offset :offset")
                .param("id", id)
                .param("pattern", query.pattern())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(this::choice)
                .list();
    }

    private static String where(Shown shown) {
        return "where day_id = :id and (content ->> 'name' ilike :pattern or content ->> 'place' ilike :pattern) and "
                + shown.condition;
    }

    /** With all that was on them. */
    void deleteBefore(LocalDate date) {
        jdbc.sql("delete from wastetours_day where day < :date")
                .param("date", date)
                .update();
    }

    private Choice choice(ResultSet rs, int row) throws SQLException {
        return json.readValue(rs.getString("content"), Choice.class);
    }

    private TourDay day(ResultSet rs, int row) throws SQLException {
        String first = rs.getString("first");
        String result = rs.getString("result");
        Array vehicles = rs.getArray("vehicles");
        return new TourDay(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getObject("day", LocalDate.class),
                State.valueOf(rs.getString("state")),
                rs.getString("asked_by"),
                rs.getObject("asked_at", OffsetDateTime.class).toInstant(),
                rs.getDouble("share"),
                List.of((Long[]) vehicles.getArray()),
                rs.getBoolean("changed"),
                first == null ? null : json.readValue(first, Figures.class),
                result == null ? null : json.readValue(result, Result.class),
                rs.getObject("proposal_id", Long.class),
                rs.getObject("order_id", Long.class),
                rs.getBoolean("fixed"));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
