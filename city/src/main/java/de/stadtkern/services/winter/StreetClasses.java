package de.stadtkern.services.winter;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How early which street is cleared, what people must do themselves, and where school buses drive. */
@Component
class StreetClasses {

    static final int LOWEST = 3;

    private static final int LONGEST_QUESTION = 200;
    private static final int LONGEST_BYLAW = 8000;
    private static final double NEAR_METRES = 300;

    private final JdbcClient jdbc;
    private final Streets streets;
    private final Addresses addresses;
    private final Doses doses;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    StreetClasses(
            JdbcClient jdbc,
            Streets streets,
            Addresses addresses,
            Doses doses,
            Access access,
            AuditLog auditLog,
            Clock clock) {
        this.jdbc = jdbc;
        this.streets = streets;
        this.addresses = addresses;
        this.doses = doses;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** Until when streets of a class are cleared as a rule; null where the municipality does not say. */
    record Times(@Nullable LocalTime workdays, @Nullable LocalTime weekends) {

        static final Times UNKNOWN = new Times(null, null);
    }

    /**
     * A segment as everybody may know it.
     *
     * @param winterClass 1 to 3; null when the municipality has given it none
     */
    record Classed(
            long segment,
            String street,
            double lengthMetres,
            long municipalityId,
            String municipality,
            @Nullable Integer winterClass,
            boolean schoolBus) {}

    /**
     * What is answered about a street: all its segments of one municipality that are alike.
     *
     * @param bylaw what people must do themselves; null when the municipality has not said it
     */
    record Answer(
            Classed like,
            double metres,
            Times times,
            @Nullable String bylaw) {}

    /**
     * The classes of the street, or of the street at the address; empty when none is known.
     *
     * @param typed a street with or without house number
     */
    List<Answer> find(String typed, Language language) {
        String wanted = typed.strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST_QUESTION) {
            return List.of();
        }
        FoundAddress place = addresses.find(wanted, Optional.empty(), 1).stream()
                .filter(one -> one.trust() != FoundAddress.Trust.POSSIBLE)
                .findFirst()
                .orElse(null);
        String name = place == null ? wanted : place.name();
        List<Classed> found = listNamed(name);
        if (place != null && !place.houseNumber().isEmpty()) {
            Set<Long> near = near(found, place.position());
            found = found.stream().filter(one -> near.contains(one.segment())).toList();
        }
        Map<Object, List<Classed>> alike = new LinkedHashMap<>();
        found.forEach(one -> alike.computeIfAbsent(
                        List.of(
                                one.street(),
                                one.municipalityId(),
                                Optional.ofNullable(one.winterClass()),
                                one.schoolBus()),
                        key -> new ArrayList<>())
                .add(one));
        return alike.values().stream().map(group -> answer(group, language)).toList();
    }

    private Set<Long> near(List<Classed> found, Position place) {
        Set<Long> near = new LinkedHashSet<>();
        streets.listByIds(found.stream().map(Classed::segment).distinct().toList()).stream()
                .filter(segment -> segment.metresTo(place) <= NEAR_METRES)
                .min((a, b) -> Double.compare(a.metresTo(place), b.metresTo(place)))
                .map(Segment::id)
                .ifPresent(near::add);
        return near;
    }

    private Answer answer(List<Classed> alike, Language language) {
        Classed like = alike.getFirst();
        Integer winterClass = like.winterClass();
        return new Answer(
                like,
                alike.stream().mapToDouble(Classed::lengthMetres).sum(),
                winterClass == null
                        ? Times.UNKNOWN
                        : times(like.municipalityId()).getOrDefault(winterClass, Times.UNKNOWN),
                bylaw(like.municipalityId(), language).orElse(null));
    }

    /** All that have a class or a school bus, by municipality and street. */
    List<Classed> list() {
        return list("r.winter_class is not null or b.segment_id is not null", Map.of());
    }

    private List<Classed> listNamed(String name) {
        return list("lower(s.name) = lower(:name)", Map.of("name", name.strip()));
    }

    private List<Classed> list(String which, Map<String, Object> parameters) {
        return jdbc.sql("""
            select s.id, s.name, s.length_metres, m.id as municipality_id, m.name as municipality, r.winter_class,
                b.segment_id is not null as school_bus
            from segment s
            join street_register r on r.segment_id = s.id and r.current
            join municipality m on m.id = r.municipality_id
            left join winter_school_bus b on b.segment_id = s.id and b.municipality_id = m.id
            where s.removed_at is null and (%s) order by m.name, s.name, s.id\
            """.formatted(which))
                .params(parameters)
                .query((rs, n) -> new Classed(
                        rs.getLong("id"),
                        rs.getString("name"),
                        rs.getDouble("length_metres"),
                        rs.getLong("municipality_id"),
                        rs.getString("municipality"),
                        rs.getObject("winter_class", Integer.class),
                        rs.getBoolean("school_bus")))
                .list();
    }

    /** By class. */
    Map<Integer, Times> times(long municipality) {
        Map<Integer, Times> times = new LinkedHashMap<>();
        jdbc.sql("select * from winter_class_time where municipality_id = :municipality order by winter_class")
                .param("municipality", municipality)
                .query(rs -> {
                    times.put(
                            rs.getInt("winter_class"),
                            new Times(
                                    rs.getObject("workdays", LocalTime.class),
                                    rs.getObject("weekends", LocalTime.class)));
                });
        return times;
    }

    /** What people must do themselves, in this language; empty when the municipality has not said it. */
    Optional<String> bylaw(long municipality, Language language) {
        return jdbc.sql("select words from winter_bylaw where municipality_id = :municipality and language = :language")
                .param("municipality", municipality)
                .param("language", language.name())
                .query(String.class)
                .optional();
    }

    /** Names of the streets on which school buses drive, each once. */
    List<String> schoolBusStreets(long municipality) {
        return jdbc.sql("""
            select distinct s.name from winter_school_bus b join segment s on s.id = b.segment_id
            where b.municipality_id = :municipality order by s.name\
            """)
                .param("municipality", municipality)
                .query((rs, n) -> rs.getString("name"))
                .list();
    }

    /** The municipality in which the signed-in person may change all this. */
    Municipality choose(String id) {
        return doses.choose(Permission.KEEP_STREETS, id);
    }

    List<Municipality> listKept() {
        return doses.listWith(Permission.KEEP_STREETS);
    }

    /** Says until when which class is cleared. */
    @Transactional
    void putTimes(Form form) {
        long municipality = choose(form.value("municipality")).id();
        for (int winterClass = 1; winterClass <= LOWEST; winterClass++) {
            jdbc.sql("""
                insert into winter_class_time values (:municipality, :class, :workdays, :weekends)
                on conflict (municipality_id, winter_class) do update
                set workdays = excluded.workdays, weekends = excluded.weekends\
                """)
                    .param("municipality", municipality)
                    .param("class", winterClass)
                    .param("workdays", time(form, "workdays" + winterClass))
                    .param("weekends", time(form, "weekends" + winterClass))
                    .update();
        }
        auditLog.record(access.person(), municipality, "class-times.changed", "");
    }

    private static @Nullable LocalTime time(Form form, String field) {
        String typed = form.value(field).strip();
        try {
            return typed.isEmpty() ? null : LocalTime.parse(typed);
        } catch (DateTimeException e) {
            throw Refusal.badInput("winter.refusal.hour", typed).at(field);
        }
    }

    /** Says what people must do themselves; an empty text takes it back. */
    @Transactional
    void putBylaw(Form form) {
        long municipality = choose(form.value("municipality")).id();
        for (Language language : Language.values()) {
            String field = "bylaw-" + language.name();
            boolean empty = form.value(field).isBlank();
            jdbc.sql(
                            empty
                                    ? "delete from winter_bylaw where municipality_id = :municipality and language ="
                                            + " :language"
                                    : """
                                    insert into winter_bylaw values (:municipality, :language, :words, :now, :name)
                                    on conflict (municipality_id, language) do update set words = excluded.words,
                                        changed_at = excluded.changed_at, person_name = excluded.person_name\
                                    """)
                    .param("municipality", municipality)
                    .param("language", language.name())
                    .param("words", empty ? "" : Doses.readable(form, field, LONGEST_BYLAW))
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("name", access.person().name())
                    .update();
        }
        auditLog.record(access.person(), municipality, "bylaw.changed", "");
    }

    /** Says on which streets school buses drive: a line each, its name or the id of a segment; replaces what was said. */
    @Transactional
    void putSchoolBuses(Form form) {
        long municipality = choose(form.value("municipality")).id();
        jdbc.sql("delete from winter_school_bus where municipality_id = :municipality")
                .param("municipality", municipality)
                .update();
        for (String line : form.value("buses").lines().toList()) {
            String street = line.split("[;\t]", 2)[0].replace("\"", "").strip();
            int added = jdbc.sql("""
                insert into winter_school_bus
                select :municipality, s.id from segment s
                join street_register r on r.segment_id = s.id and r.current and r.municipality_id = :municipality
                where s.removed_at is null and (lower(s.name) = lower(:street) or s.id::text = :street)
                on conflict (municipality_id, segment_id) do update set segment_id = excluded.segment_id\
                """)
                    .param("municipality", municipality)
                    .param("street", street)
                    .update();
            if (added == 0 && !street.isEmpty()) {
                throw Refusal.badInput("winter.refusal.bus", street).at("buses");
            }
        }
        auditLog.record(access.person(), municipality, "school-buses.changed", "");
    }
}
