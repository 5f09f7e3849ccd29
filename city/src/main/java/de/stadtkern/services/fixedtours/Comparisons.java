package de.stadtkern.services.fixedtours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Emptying;
import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.containers.Level;
import de.stadtkern.kernel.containers.TourTerms;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.routing.Routing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Comparisons that people asked for: made in the background, the last ones kept. */
@Component
class Comparisons {

    static final String TOPIC = "fixedtours-comparison";

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    /** Where no service plans tours and says so itself. */
    private static final TourTerms.Terms USUAL = new TourTerms.Terms(LocalTime.of(6, 0), 75, 0.8, List.of());

    /** After this without a word it was interrupted, as by a restart. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(10);

    private static final Duration HISTORY_BEFORE = Duration.ofDays(60);
    private static final int MOST_DAYS = 366;
    private static final int MOST_BINS_A_DAY = 2_000;
    private static final int KEPT = 20;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Fillings fillings;
    private final FixedTours tours;
    private final List<TourTerms> terms;
    private final Routing routing;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;
    private final Duration search;

    Comparisons(
            JdbcClient jdbc,
            JsonMapper json,
            Fillings fillings,
            FixedTours tours,
            List<TourTerms> terms,
            Routing routing,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock,
            @Value("${stadtkern.fixedtours.comparison-search:1s}") Duration search) {
        this.jdbc = jdbc;
        this.json = json;
        this.fillings = fillings;
        this.tours = tours;
        this.terms = terms;
        this.routing = routing;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
        this.search = search;
    }

    /**
     * What came out.
     *
     * @param onStreets false when there was no network of streets and ways are as a bird flies, made longer
     * @param depot false when no vehicle was known and rounds begin in the middle of the bins
     * @param tips false when no volume or no tip was known, so that trips there are missing
     * @param co2PerKilometre in kg, as it was set then
     */
    record Result(Comparison comparison, boolean onStreets, boolean depot, boolean tips, double co2PerKilometre) {}

    /**
     * One that was asked for.
     *
     * @param until exclusive
     * @param failed text key; null when it did not fail
     */
    record Asked(
            long id,
            long municipalityId,
            LocalDate from,
            LocalDate until,
            Instant askedAt,
            Instant toldAt,
            int done,
            int total,
            @Nullable Result result,
            @Nullable String failed) {

        boolean isRunning(Instant now) {
            return result == null && failed == null && toldAt.plus(LOST_AFTER).isAfter(now);
        }
    }

    /** Newest first. */
    List<Asked> list(long municipality) {
        access.require(Permission.READ_REPORTS, municipality);
        return jdbc.sql("select * from fixedtours_comparison where municipality_id = :id order by id desc")
                .param("id", municipality)
                .query(this::asked)
                .list();
    }

    /** Returns the number of a comparison of the days in the form, to be run; refused while another one runs. */
    @Transactional
    long ask(long municipality, Form form) {
        Person person = access.require(Permission.READ_REPORTS, municipality);
        Fields fields = new Fields(form);
        LocalDate from = fields.day("from");
        LocalDate last = fields.day("until");
        Instant now = clock.instant();
        if (!last.isBefore(now.atZone(TOWN).toLocalDate())) {
            throw Refusal.badInput("fixedtours.refusal.past", last).at("until");
        }
        if (last.isBefore(from) || last.toEpochDay() - from.toEpochDay() >= MOST_DAYS) {
            throw Refusal.badInput("fixedtours.refusal.span", MOST_DAYS).at("until");
        }
        if (tours.list(municipality).isEmpty()) {
            throw Refusal.badInput("fixedtours.refusal.no-fixed").at("from");
        }
        jdbc.sql("select id from municipality where id = :id for no key update")
                .param("id", municipality)
                .query((rs, row) -> rs.getLong("id"))
                .single();
        if (list(municipality).stream().anyMatch(one -> one.isRunning(now))) {
            throw Refusal.conflict("fixedtours.refusal.running").at("from");
        }
        long id = jdbc.sql("""
            insert into fixedtours_comparison (municipality_id, from_day, until_day, asked_at, told_at)
            values (:municipality, :from, :until, :now, :now) returning id\
            """)
                .param("municipality", municipality)
                .param("from", from)
                .param("until", last.plusDays(1))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((rs, row) -> rs.getLong("id"))
                .single();
        jdbc.sql("""
            delete from fixedtours_comparison where municipality_id = :municipality and id not in (
                select id from fixedtours_comparison where municipality_id = :municipality
                order by id desc limit :kept)\
            """).param("municipality", municipality).param("kept", KEPT).update();
        auditLog.record(person, municipality, "waste-comparison.asked", from + "/" + last);
        return id;
    }

    /** Makes the comparison with this number. */
    @Async
    void run(long id) {
        find(id).ifPresent(asked -> {
            try {
                Result result = compare(asked);
                jdbc.sql("update fixedtours_comparison set result = :result::jsonb, told_at = :now where id = :id")
                        .param("result", json.writeValueAsString(result))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update();
            } catch (Refusal refusal) {
                fail(id, refusal.textKey());
            } catch (RuntimeException e) {
                fail(id, "fixedtours.comparison.broken");
                throw e;
            } finally {
                liveUpdates.announce(TOPIC);
            }
        });
    }

    private void fail(long id, String textKey) {
        jdbc.sql("update fixedtours_comparison set failed = :failed where id = :id")
                .param("failed", textKey)
                .param("id", id)
                .update();
    }

    private Result compare(Asked asked) {
        TourTerms.Terms policy = terms.stream()
                .findFirst()
                .map(one -> one.terms(asked.municipalityId()))
                .orElse(USUAL);
        Comparison.Span span = new Comparison.Span(
                asked.from(),
                asked.until(),
                TOWN,
                Duration.between(LocalTime.MIDNIGHT, policy.begin()),
                policy.secondsPerStop());
        Map<Long, Container> bins = fillings.containers(asked.municipalityId()).stream()
                .filter(one -> one.fraction() != Container.Fraction.GRIT)
                .collect(Collectors.toMap(Container::id, Function.identity()));
        Map<Long, List<Comparison.Emptied>> history = history(asked, bins.keySet());
        Map<LocalDate, List<List<Long>>> planned = planned(asked);
        int total = span.days() + days(history, asked);
        Optional<Vehicle> vehicle = vehicle(asked.municipalityId());
        OptionalDouble litres = vehicle.map(Vehicle::litres).orElse(OptionalDouble.empty());
        Rounds.Hauling hauling = new Rounds.Hauling(
                vehicle.map(Vehicle::depot).orElseGet(() -> middle(bins.values())),
                litres.isPresent() ? litres.getAsDouble() : null,
                policy.tips());
        Rounds rounds = new Rounds(routing, hauling, bins, search.toMillis() / 1000.0);
        int[] done = {0};
        boolean onStreets = routing.ready();
        Comparison comparison = Comparison.of(span, history, planned, rounds, () -> told(asked.id(), ++done[0], total));
        return new Result(comparison, onStreets, vehicle.isPresent(), hauling.isComplete(), policy.co2PerKilometre());
    }

    private Map<Long, List<Comparison.Emptied>> history(Asked asked, Set<Long> bins) {
        Instant from = asked.from().atStartOfDay(TOWN).toInstant();
        Instant until = asked.until().atStartOfDay(TOWN).toInstant();
        Map<Long, List<Emptying>> found = fillings.emptyings(bins, from.minus(HISTORY_BEFORE), until);
        Map<Long, List<Comparison.Emptied>> history = new HashMap<>();
        for (long bin : bins) {
            history.put(
                    bin,
                    found.getOrDefault(bin, List.of()).stream()
                            .map(one -> new Comparison.Emptied(
                                    one.at(), one.levelBefore(), one.source() == Level.Source.SENSOR, one.onTour()))
                            .toList());
        }
        return history;
    }

    private Map<LocalDate, List<List<Long>>> planned(Asked asked) {
        Map<LocalDate, List<List<Long>>> planned = new HashMap<>();
        tours.driven(asked.municipalityId(), asked.from(), asked.until()).forEach((day, ofDay) -> {
            requireFew(ofDay.stream().mapToInt(tour -> tour.containers().size()).sum());
            planned.put(
                    day, ofDay.stream().map(FixedTours.FixedTour::containers).toList());
        });
        return planned;
    }

    private static int days(Map<Long, List<Comparison.Emptied>> history, Asked asked) {
        Map<LocalDate, Long> days = history.values().stream()
                .flatMap(List::stream)
                .filter(Comparison.Emptied::onTour)
                .map(one -> one.at().atZone(TOWN).toLocalDate())
                .filter(day -> !day.isBefore(asked.from()))
                .collect(Collectors.groupingBy(day -> day, Collectors.counting()));
        days.values().forEach(count -> requireFew(Math.toIntExact(count)));
        return days.size();
    }

    private static void requireFew(int bins) {
        if (bins > MOST_BINS_A_DAY) {
            throw Refusal.tooLarge("fixedtours.comparison.too-many");
        }
    }

    /** The first for refuse, else any. */
    private Optional<Vehicle> vehicle(long municipality) {
        List<Vehicle> vehicles = tours.vehicles(municipality);
        return vehicles.stream()
                .filter(one -> one.kind() == Vehicle.Kind.REFUSE_TRUCK)
                .findFirst()
                .or(() -> vehicles.stream().findFirst());
    }

    private static Position middle(Collection<Container> bins) {
        return new Position(
                bins.stream().mapToDouble(bin -> bin.position().lon()).average().orElse(0),
                bins.stream().mapToDouble(bin -> bin.position().lat()).average().orElse(0));
    }

    private void told(long id, int done, int total) {
        jdbc.sql("update fixedtours_comparison set done = :done, total = :total, told_at = :now where id = :id")
                .param("done", done)
                .param("total", total)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        liveUpdates.announce(TOPIC);
    }

    private Optional<Asked> find(long id) {
        return jdbc.sql("select * from fixedtours_comparison where id = :id")
                .param("id", id)
                .query(this::asked)
                .optional();
    }

    private Asked asked(ResultSet rs, int row) throws SQLException {
        String result = rs.getString("result");
        return new Asked(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getObject("from_day", LocalDate.class),
                rs.getObject("until_day", LocalDate.class),
                rs.getObject("asked_at", OffsetDateTime.class).toInstant(),
                rs.getObject("told_at", OffsetDateTime.class).toInstant(),
                rs.getInt("done"),
                rs.getInt("total"),
                result == null ? null : json.readValue(result, Result.class),
                rs.getString("failed"));
    }
}
