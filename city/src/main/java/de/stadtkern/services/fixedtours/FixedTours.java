package de.stadtkern.services.fixedtours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.containers.WeeklyTours;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.occasions.HolidayCalendar;
import de.stadtkern.kernel.occasions.Holidays;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tours of bins that are driven the same every week; kept by those who keep the bins. */
@Component
class FixedTours implements WeeklyTours {

    private static final int MOST_TOURS = 200;
    private static final int MOST_LETTERS = 300_000;

    private final JdbcClient jdbc;
    private final Fillings fillings;
    private final Fleet fleet;
    private final HolidayCalendar holidays;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    FixedTours(
            JdbcClient jdbc,
            Fillings fillings,
            Fleet fleet,
            HolidayCalendar holidays,
            Access access,
            AuditLog auditLog,
            Clock clock) {
        this.jdbc = jdbc;
        this.fillings = fillings;
        this.fleet = fleet;
        this.holidays = holidays;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /**
     * A tour.
     *
     * @param days of the week on which it is driven; a public holiday is like a Sunday
     * @param vehicleId of the fleet; null when nobody has said so, or it is not there any more
     * @param containers in the order in which they are visited
     */
    record FixedTour(
            long id,
            String name,
            Set<DayOfWeek> days,
            @Nullable Long vehicleId,
            List<Long> containers) {

        FixedTour {
            days = Set.copyOf(days);
            containers = List.copyOf(containers);
        }
    }

    @Override
    public List<WeeklyTours.Tour> forDay(long municipalityId, LocalDate day) {
        return driven(municipalityId, day, day.plusDays(1)).getOrDefault(day, List.of()).stream()
                .map(tour -> new WeeklyTours.Tour(tour.name(), tour.vehicleId(), tour.containers()))
                .toList();
    }

    /** What is driven on each day until before the last; for rules: asks no rights. */
    Map<LocalDate, List<FixedTour>> driven(long municipality, LocalDate from, LocalDate until) {
        List<FixedTour> all = list(municipality);
        Holidays free = holidays.get(municipality);
        return from.datesUntil(until)
                .collect(Collectors.toMap(
                        Function.identity(),
                        day -> all.stream()
                                .filter(tour -> tour.days().contains(free.weekday(day)))
                                .toList()));
    }

    /** The municipality that is asked for, or of those where the signed-in person has the right the oldest. */
    long whose(Permission permission, long wanted) {
        if (wanted != 0) {
            access.require(permission, wanted);
            return wanted;
        }
        return access.requireAnywhere(permission).stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** By name; for rules: asks no rights. */
    List<FixedTour> list(long municipality) {
        return jdbc.sql("""
            select t.*, array(select container_id from fixedtours_stop s where s.tour_id = t.id
                order by position) as containers
            from fixedtours_tour t where municipality_id = :id order by name\
            """)
                .param("id", municipality)
                .query((rs, row) -> new FixedTour(
                        rs.getLong("id"),
                        rs.getString("name"),
                        Arrays.stream((Integer[]) rs.getArray("days").getArray())
                                .map(DayOfWeek::of)
                                .collect(Collectors.toSet()),
                        rs.getObject("vehicle_id", Long.class),
                        List.of((Long[]) rs.getArray("containers").getArray())))
                .list();
    }

    /** Which could drive them. */
    List<Vehicle> vehicles(long municipality) {
        return fleet.usableBy(municipality, clock.instant());
    }

    /**
     * Adds a tour, or changes the one whose id stands in the form.
     *
     * @param lines of a file besides those in the form: each the name of a bin or how the places of bins begin; what comes
     *     after a semicolon or tab is ignored, and so is a heading {@code name}
     */
    @Transactional
    void put(long municipality, Form form, String lines) {
        Person person = access.require(Permission.KEEP_CONTAINERS, municipality);
        Fields fields = new Fields(form);
        String name = fields.text("name");
        Set<DayOfWeek> days = fields.days();
        Long vehicle = vehicle(municipality, form.value("vehicle"));
        List<Long> containers = containers(municipality, form.value("stops") + "\n" + lines);
        long id = stored(municipality, form.value("tour"), name, days, vehicle);
        jdbc.sql("delete from fixedtours_stop where tour_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("""
            insert into fixedtours_stop (tour_id, municipality_id, position, container_id)
            select :id, :municipality, position, container
            from unnest(:positions::int[], :containers::bigint[]) x (position, container)\
            """)
                .param("id", id)
                .param("municipality", municipality)
                .param(
                        "positions",
                        IntStream.range(0, containers.size()).boxed().toArray(Integer[]::new))
                .param("containers", containers.toArray(Long[]::new))
                .update();
        auditLog.record(person, municipality, "waste-fixed-tour.put", name + ": " + containers.size());
    }

    private long stored(long municipality, String id, String name, Set<DayOfWeek> days, @Nullable Long vehicle) {
        if (id.isBlank() && list(municipality).size() >= MOST_TOURS) {
            throw Refusal.tooLarge("fixedtours.refusal.many", MOST_TOURS).at("name");
        }
        try {
            return jdbc.sql(id.isBlank() ? """
                insert into fixedtours_tour (municipality_id, name, days, vehicle_id)
                values (:municipality, :name, :days, :vehicle) returning id\
                """ : """
                    update fixedtours_tour set name = :name, days = :days, vehicle_id = :vehicle
                    where municipality_id = :municipality and id = :id returning id\
                    """)
                    .param("municipality", municipality)
                    .param("id", id(id))
                    .param("name", name)
                    .param("days", days.stream().map(DayOfWeek::getValue).toArray(Integer[]::new))
                    .param("vehicle", vehicle)
                    .query((rs, row) -> rs.getLong("id"))
                    .optional()
                    .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("fixedtours.refusal.taken", name).at("name");
        }
    }

    @Transactional
    void remove(long municipality, Form form) {
        Person person = access.require(Permission.KEEP_CONTAINERS, municipality);
        String name = jdbc.sql("delete from fixedtours_tour where municipality_id = :of and id = :id returning name")
                .param("of", municipality)
                .param("id", id(form.value("tour")))
                .query((rs, row) -> rs.getString("name"))
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        auditLog.record(person, municipality, "waste-fixed-tour.removed", name);
    }

    private static long id(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private @Nullable Long vehicle(long municipality, String text) {
        if (text.isBlank()) {
            return null;
        }
        return vehicles(municipality).stream()
                .map(Vehicle::id)
                .filter(id -> Long.toString(id).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.badInput("fixedtours.refusal.vehicle", text).at("vehicle"));
    }

    /** Each once, in the order of the lines. */
    private List<Long> containers(long municipality, String lines) {
        if (lines.length() > MOST_LETTERS) {
            throw Refusal.tooLarge("fixedtours.refusal.long", MOST_LETTERS).at("stops");
        }
        List<Container> all = fillings.containers(municipality);
        Map<String, Container> byName = new HashMap<>();
        all.forEach(one -> byName.put(one.name().toLowerCase(Locale.GERMAN), one));
        Set<Long> found = new LinkedHashSet<>();
        for (String line : lines.split("\\R", -1)) {
            String words = line.replaceFirst("[;\\t].*", "").strip().toLowerCase(Locale.GERMAN);
            if (words.isEmpty() || words.equals("name")) {
                continue;
            }
            Container named = byName.get(words);
            List<Container> meant = named != null
                    ? List.of(named)
                    : all.stream()
                            .filter(one ->
                                    one.place().toLowerCase(Locale.GERMAN).startsWith(words))
                            .toList();
            if (meant.isEmpty()) {
                throw Refusal.badInput(
                                "fixedtours.refusal.stop",
                                line.substring(0, Math.min(line.length(), Fields.LONGEST_TEXT)))
                        .at("stops");
            }
            meant.forEach(one -> found.add(one.id()));
        }
        if (found.isEmpty()) {
            throw Refusal.badInput("fixedtours.refusal.no-stops").at("stops");
        }
        return List.copyOf(found);
    }
}
