package de.stadtkern.kernel.occasions;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.containers.forecast.Occasions;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.occasions.OccasionFile.Fault;
import de.stadtkern.kernel.occasions.OccasionFile.Line;
import de.stadtkern.kernel.occasions.OccasionFile.Read;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is special when and where in a municipality: entered by people, read from files, known of holidays and weather. */
@Component
public class OccasionCalendar {

    /** The word of a public holiday. */
    static final String HOLIDAY = "holiday";

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("d.M[.]", Locale.ROOT);
    private static final Duration NOTICED_AFTER = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Fillings fillings;
    private final Addresses addresses;
    private final Access access;
    private final AuditLog auditLog;
    private final HolidayCalendar holidays;
    private final LoadingCache<Long, Occasions> known;

    OccasionCalendar(
            JdbcClient jdbc,
            Fillings fillings,
            Addresses addresses,
            Access access,
            AuditLog auditLog,
            HolidayCalendar holidays) {
        this.jdbc = jdbc;
        this.fillings = fillings;
        this.addresses = addresses;
        this.access = access;
        this.auditLog = auditLog;
        this.holidays = holidays;
        this.known = Caffeine.newBuilder().expireAfterWrite(NOTICED_AFTER).build(this::load);
    }

    /**
     * What is special at the containers of the municipality, for forecasts: asks no rights. Changes are noticed at once here,
     * and within ten minutes by other nodes; a container that moved, within ten minutes.
     */
    public Occasions occasions(long municipalityId) {
        return known.get(municipalityId);
    }

    /** The municipality that is asked for, or of those where the signed-in person keeps bins the oldest. */
    long whose(long wanted) {
        if (wanted != 0) {
            access.require(Permission.KEEP_CONTAINERS, wanted);
            return wanted;
        }
        return access.requireAnywhere(Permission.KEEP_CONTAINERS).stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** By their first day. */
    List<Occasion> list(long municipality) {
        return jdbc.sql("select * from occasion where municipality_id = :id order by begins, name, id")
                .param("id", municipality)
                .query(OccasionCalendar::occasion)
                .list();
    }

    /** Adds what stands in the form, or changes what is called so at this place from this day on. */
    @Transactional
    void add(long municipality, Form form) {
        Person person = access.require(Permission.KEEP_CONTAINERS, municipality);
        Line line = OccasionFile.line(0, form.values());
        Occasion occasion = line.occasion();
        if (!line.place().isEmpty()) {
            Position position = position(line.place())
                    .orElseThrow(() -> Refusal.badInput("occasions.refusal.place", line.place())
                            .at("place"));
            occasion = at(occasion, line.place(), position, line.radius());
        }
        put(municipality, occasion);
        auditLog.record(person, municipality, "occasion.added", occasion.name());
        known.invalidate(municipality);
    }

    @Transactional
    void remove(long municipality, Form form) {
        Person person = access.require(Permission.KEEP_CONTAINERS, municipality);
        String name = jdbc.sql("delete from occasion where municipality_id = :of and id = :id returning name")
                .param("of", municipality)
                .param("id", form.value("id").matches("\\d{1,18}") ? Long.parseLong(form.value("id")) : 0)
                .query((rs, row) -> rs.getString("name"))
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        auditLog.record(person, municipality, "occasion.removed", name);
        known.invalidate(municipality);
    }

    /** Says whose public holidays hold, and which days of every year beside them. */
    @Transactional
    void putHolidays(long municipality, Form form) {
        Person person = access.require(Permission.KEEP_CONTAINERS, municipality);
        Holidays wanted = new Holidays(
                form.value("land").isEmpty() ? null : form.choice("land", Holidays.Land.class),
                Arrays.stream(form.value("own").split("[,;\\s]+", -1))
                        .filter(text -> !text.isEmpty())
                        .map(OccasionCalendar::dayOfYear)
                        .toList());
        holidays.put(municipality, wanted);
        auditLog.record(person, municipality, "holidays.put", form.value("land") + " " + wanted.own());
        known.invalidate(municipality);
    }

    private static MonthDay dayOfYear(String text) {
        try {
            return MonthDay.parse(text, DAY_AND_MONTH);
        } catch (DateTimeException e) {
            throw Refusal.badInput("occasions.refusal.day-of-year", text).at("own");
        }
    }

    /**
     * What a file says, with the place of each.
     *
     * @param unfoundIsTown whether what is at a place that nobody knows is on in the whole town; else it is a fault
     */
    Read preview(byte[] content, boolean unfoundIsTown) {
        Read read = OccasionFile.of(content);
        List<Line> lines = new ArrayList<>();
        List<Fault> faults = new ArrayList<>(read.faults());
        Map<String, Optional<Position>> places = new HashMap<>();
        for (Line line : read.lines()) {
            Optional<Position> position =
                    line.place().isEmpty() ? Optional.empty() : places.computeIfAbsent(line.place(), this::position);
            if (position.isEmpty() && !line.place().isEmpty() && !unfoundIsTown) {
                faults.add(new Fault(
                        line.number(),
                        Refusal.badInput("occasions.refusal.place", line.place())
                                .at("place")));
            }
            Occasion occasion = position.map(at -> at(line.occasion(), line.place(), at, line.radius()))
                    .orElse(line.occasion());
            lines.add(new Line(line.number(), occasion, line.place(), line.radius()));
        }
        return new Read(lines, faults);
    }

    /** Stores what a file says: everything, or nothing when there are faults. */
    @Transactional
    Read store(long municipality, byte[] content, boolean unfoundIsTown) {
        Person person = access.require(Permission.KEEP_CONTAINERS, municipality);
        Read read = preview(content, unfoundIsTown);
        if (read.faults().isEmpty()) {
            read.lines().forEach(line -> put(municipality, line.occasion()));
            auditLog.record(
                    person,
                    municipality,
                    "occasion.imported",
                    Integer.toString(read.lines().size()));
            known.invalidate(municipality);
        }
        return read;
    }

    /** Sets what the weather of a day is foreseen to be. */
    void foresee(long municipality, LocalDate day, Set<String> words) {
        jdbc.sql("""
            insert into occasion_weather values (:municipality, :day, :words)
            on conflict (municipality_id, day) do update set words = excluded.words\
            """)
                .param("municipality", municipality)
                .param("day", day)
                .param("words", words.stream().sorted().toArray(String[]::new))
                .update();
        known.invalidate(municipality);
    }

    private static Occasion at(Occasion one, String place, Position position, double radius) {
        return new Occasion(
                one.id(),
                one.name(),
                one.begins(),
                one.ends(),
                one.days(),
                one.excepted(),
                new Occasion.Area(place, position, radius));
    }

    private Optional<Position> position(String place) {
        return addresses.find(place, Optional.empty(), 1).stream()
                .filter(one -> one.trust() == FoundAddress.Trust.SURE)
                .map(FoundAddress::position)
                .findFirst();
    }

    private void put(long municipality, Occasion one) {
        Occasion.Area area = one.area();
        jdbc.sql("""
            insert into occasion (municipality_id, name, begins, ends, days, excepted, place, pt, radius)
            values (:municipality, :name, :begins, :ends, :days, :excepted::date[], :place,
                case when :lon::float8 is not null then point(:lon, :lat) end, :radius)
            on conflict (municipality_id, name, begins, place) do update set ends = excluded.ends,
                days = excluded.days, excepted = excluded.excepted, pt = excluded.pt, radius = excluded.radius\
            """)
                .param("municipality", municipality)
                .param("name", one.name())
                .param("begins", one.begins())
                .param("ends", one.ends())
                .param(
                        "days",
                        one.days().stream().map(DayOfWeek::getValue).sorted().toArray(Integer[]::new))
                .param(
                        "excepted",
                        one.excepted().stream()
                                .sorted()
                                .map(LocalDate::toString)
                                .toArray(String[]::new))
                .param("place", area == null ? "" : area.place())
                .param("lon", area == null ? null : (double) area.position().microLon())
                .param("lat", area == null ? null : (double) area.position().microLat())
                .param("radius", area == null ? null : area.radius())
                .update();
    }

    private static Occasion occasion(ResultSet rs, int row) throws SQLException {
        Double radius = rs.getObject("radius", Double.class);
        return new Occasion(
                rs.getLong("id"),
                rs.getString("name"),
                rs.getObject("begins", LocalDate.class),
                rs.getObject("ends", LocalDate.class),
                Arrays.stream((Integer[]) rs.getArray("days").getArray())
                        .map(DayOfWeek::of)
                        .collect(Collectors.toSet()),
                Arrays.stream((Date[]) rs.getArray("excepted").getArray())
                        .map(Date::toLocalDate)
                        .collect(Collectors.toSet()),
                radius == null ? null : area(rs, radius));
    }

    private static Occasion.Area area(ResultSet rs, double radius) throws SQLException {
        PGpoint at = rs.getObject("pt", PGpoint.class);
        return new Occasion.Area(rs.getString("place"), Position.ofMicrodegrees(at.x, at.y), radius);
    }

    private Occasions load(long municipality) {
        Map<LocalDate, Set<String>> weather = new HashMap<>();
        jdbc.sql("select day, words from occasion_weather where municipality_id = :id")
                .param("id", municipality)
                .query(rs -> {
                    weather.put(rs.getObject("day", LocalDate.class), Set.of((String[])
                            rs.getArray("words").getArray()));
                });
        return new Known(list(municipality), fillings.containers(municipality), weather, holidays.get(municipality));
    }

    /** Which occasions reach which container is found once; what they are called on a day, once for all alike. */
    static final class Known implements Occasions {

        private final List<Occasion> all;
        private final Map<LocalDate, Set<String>> weather;
        private final Holidays holidays;
        private final Map<Long, List<Integer>> near = new HashMap<>();
        private final Map<LocalDate, Day> days = new ConcurrentHashMap<>();

        Known(List<Occasion> all, List<Container> containers, Map<LocalDate, Set<String>> weather, Holidays holidays) {
            this.all = List.copyOf(all);
            this.holidays = holidays;
            this.weather = Map.copyOf(weather);
            for (int i = 0; i < all.size(); i++) {
                Occasion.@Nullable Area area = all.get(i).area();
                for (Container container : area == null ? List.<Container>of() : containers) {
                    if (area != null && area.contains(container.position())) {
                        near.computeIfAbsent(container.id(), id -> new ArrayList<>())
                                .add(i);
                    }
                }
            }
            Map<List<Integer>, List<Integer>> alike = new HashMap<>();
            near.replaceAll((id, numbers) -> alike.computeIfAbsent(List.copyOf(numbers), same -> same));
        }

        /**
         * A day.
         *
         * @param town words for all of it
         * @param on numbers of the occasions around a place that are on
         * @param near words by the numbers that reach a container; the same list for containers that are alike
         */
        private record Day(Set<String> town, Set<Integer> on, Map<List<Integer>, Set<String>> near) {}

        @Override
        public Set<String> on(long containerId, LocalDate date) {
            Day day = days.computeIfAbsent(date, this::day);
            List<Integer> numbers = day.on.isEmpty() ? null : near.get(containerId);
            if (numbers == null) {
                return day.town;
            }
            Set<String> known = day.near.get(numbers);
            return known == null ? day.near.computeIfAbsent(numbers, one -> words(day, one)) : known;
        }

        private Set<String> words(Day day, List<Integer> numbers) {
            Set<String> words = new TreeSet<>(day.town);
            numbers.stream()
                    .filter(day.on::contains)
                    .map(all::get)
                    .map(Occasion::name)
                    .forEach(words::add);
            return Collections.unmodifiableSet(words);
        }

        private Day day(LocalDate date) {
            Set<String> town = new TreeSet<>(weather.getOrDefault(date, Set.of()));
            Set<Integer> on = new HashSet<>();
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).isOn(date)) {
                    if (all.get(i).area() == null) {
                        town.add(all.get(i).name());
                    } else {
                        on.add(i);
                    }
                }
            }
            if (holidays.include(date)) {
                town.add(HOLIDAY);
            }
            return new Day(Collections.unmodifiableSet(town), Set.copyOf(on), new ConcurrentHashMap<>());
        }
    }
}
