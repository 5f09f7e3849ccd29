package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.containers.Level;
import de.stadtkern.kernel.containers.WeeklyTours;
import de.stadtkern.kernel.containers.forecast.Forecast;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Shift;
import de.stadtkern.kernel.fleet.Vehicle.Kind;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Station;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.services.wastetours.TourDay.Choice;
import de.stadtkern.services.wastetours.TourDay.Figures;
import de.stadtkern.services.wastetours.TourDay.Result;
import de.stadtkern.services.wastetours.TourDay.Wish;
import de.stadtkern.services.wastetours.VisitRule.Verdict;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Facility;
import de.stadtkern.tours.Listener;
import de.stadtkern.tours.Stop;
import de.stadtkern.tours.Tour;
import de.stadtkern.tours.Vehicle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which bins are worth a visit on a day, and by which tours: from what is known and foreseen now, on the real streets. */
@Component
class DaySearch {

    /** A sensor or a person that says at least this says full. */
    private static final double FULL = 0.95;

    private static final double LIKELY = 0.7;
    private static final Duration FURTHEST = Duration.ofDays(14);

    private static final Set<Kind> COLLECTING = Set.of(Kind.REFUSE_TRUCK, Kind.VAN);
    private static final double LITRES_PER_CUBIC_METRE = 1000;

    /** Few bins do not need the whole time. */
    private static final double SECONDS_PER_CANDIDATE = 0.05;

    private final BinForecasts forecasts;
    private final WastePolicies policies;
    private final Fillings fillings;
    private final List<WeeklyTours> weekly;
    private final Fleet fleet;
    private final Routing routing;
    private final Duration longestSearch;
    private final Clock clock;

    DaySearch(
            BinForecasts forecasts,
            WastePolicies policies,
            Fillings fillings,
            List<WeeklyTours> weekly,
            Fleet fleet,
            Routing routing,
            Clock clock,
            @Value("${stadtkern.wastetours.search:10s}") Duration longestSearch) {
        this.forecasts = forecasts;
        this.policies = policies;
        this.fillings = fillings;
        this.weekly = weekly;
        this.fleet = fleet;
        this.routing = routing;
        this.longestSearch = longestSearch;
        this.clock = clock;
    }

    /** What was found, and why each bin is on tour or not. */
    record Outcome(Result result, List<Choice> choices) {}

    /** The vehicles of the day, and when they are out. */
    private record Fleets(Map<Long, de.stadtkern.kernel.fleet.Vehicle> byId, List<Shift> shifts) {

        String name(long vehicle) {
            return Objects.requireNonNull(byId.get(vehicle)).name();
        }
    }

    /** @param wishes by container */
    Outcome search(TourDay day, Map<Long, Wish> wishes, Listener listener) {
        WastePolicy policy = policies.get(day.municipalityId());
        Instant begin = TourDay.begin(policy, day.date());
        Instant next = TourDay.next(policy, begin).orElse(begin.plus(Duration.ofDays(1)));
        forecasts.learn(day.municipalityId());
        List<Judged> judged = judge(day, policy, begin, next, wishes);
        List<Judged> wanted = judged.stream()
                .filter(one -> one.advice().verdict() != Verdict.NOT)
                .toList();
        Fleets fleets = fleets(day, policy, begin);
        List<WeeklyTours.Tour> fixed = weekly.stream()
                .flatMap(one -> one.forDay(day.municipalityId(), day.date()).stream())
                .toList();
        DayStreets streets = streets(policy, fleets, judged, fixed);
        List<DayPlan.Candidate> candidates = judged.stream()
                .map(one -> new DayPlan.Candidate(
                        one.bin().id(),
                        one.advice().verdict() == Verdict.NOT
                                ? 0
                                : streets.node(one.bin().position()),
                        one.advice(),
                        one.choice().litres(),
                        policy.secondsPerStop(),
                        one.access(),
                        one.choice().wish() == null ? null : one.choice().wish().vehicle()))
                .toList();
        DayPlan plan = DayPlan.of(
                candidates,
                fleets.byId.values().stream()
                        .map(one -> vehicle(one, streets, policy, fleets.shifts))
                        .toList(),
                policy.tips().stream()
                        .map(tip -> new Facility(streets.node(tip.place()), tip.seconds()))
                        .toList(),
                streets,
                Budget.seconds(Math.min(longestSearch.toSeconds(), SECONDS_PER_CANDIDATE * (1 + wanted.size()))),
                listener);
        List<Choice> choices = choices(plan, judged, fleets);
        List<TourDay.Tour> tours =
                plan.tours().tours().stream().map(tour -> tour(tour, fleets)).toList();
        List<TourDay.Tour> asEver = fixed(fixed, choices, policy, streets);
        Result result = new Result(
                clock.instant(),
                forecasts.learntAt(day.municipalityId()),
                next,
                streets.isOnRoads(),
                policy.secondsPerStop(),
                policy.tips().stream()
                        .map(tip -> new Station(tip.name(), tip.place(), tip.seconds()))
                        .toList(),
                tours,
                figures(tours, choices, policy),
                asEver,
                asEver.isEmpty() ? null : figures(asEver, choices, policy));
        return new Outcome(result, choices);
    }

    private List<Judged> judge(TourDay day, WastePolicy policy, Instant begin, Instant next, Map<Long, Wish> wishes) {
        List<Container> bins = fillings.containers(day.municipalityId()).stream()
                .filter(Judged::isEmptied)
                .toList();
        List<Long> ids = bins.stream().map(Container::id).toList();
        Map<Long, Forecast> then = forecasts.at(ids, begin);
        Map<Long, Forecast> later = forecasts.at(ids, next);
        Map<Long, Level> levels = fillings.levels(ids);
        Map<Long, Instant> emptied = fillings.lastEmptied(ids);
        List<Judged> judged = new ArrayList<>();
        for (Container bin : bins) {
            Instant own = TourDay.next(policy, bin, begin).orElse(next);
            Forecast atBegin = then.get(bin.id());
            Forecast atNext = own.equals(next)
                    ? later.get(bin.id())
                    : forecasts.at(List.of(bin.id()), own).get(bin.id());
            if (atBegin != null && atNext != null) {
                Judged.Known known = new Judged.Known(
                        atBegin,
                        atNext,
                        isFull(levels.get(bin.id())),
                        emptied.get(bin.id()),
                        begin,
                        own,
                        later(bin, policy, begin, own));
                judged.add(Judged.of(bin, known, policy, day.date().getDayOfWeek(), wishes.get(bin.id())));
            }
        }
        return judged;
    }

    /** The tours after the next that can reach the bin, until it is likely to be full. */
    private List<VisitRule.Later> later(Container bin, WastePolicy policy, Instant begin, Instant next) {
        List<VisitRule.Later> later = new ArrayList<>();
        double probability = 0;
        Instant tour = TourDay.next(policy, bin, next).orElse(null);
        while (tour != null && probability < LIKELY && tour.isBefore(begin.plus(FURTHEST))) {
            probability = forecasts.fullProbability(bin.id(), tour);
            later.add(new VisitRule.Later(Duration.between(begin, tour), probability));
            tour = TourDay.next(policy, bin, tour).orElse(null);
        }
        return later;
    }

    private static boolean isFull(@Nullable Level level) {
        return level != null
                && level.share() != null
                && level.share() >= FULL
                && (level.state() == Level.State.LIVE || level.state() == Level.State.ESTIMATED);
    }

    /** Those wanted; otherwise those that a shift of the day has; otherwise all at hand. */
    private Fleets fleets(TourDay day, WastePolicy policy, Instant begin) {
        Instant end = day.date().atTime(policy.end()).atZone(TourDay.TOWN).toInstant();
        List<Shift> shifts = fleet.shifts(day.municipalityId(), begin, end).stream()
                .filter(shift -> !shift.standby())
                .toList();
        Set<Long> inShifts =
                shifts.stream().flatMap(shift -> shift.vehicles().stream()).collect(Collectors.toSet());
        Map<Long, de.stadtkern.kernel.fleet.Vehicle> usable = collecting(day.municipalityId(), begin);
        boolean planned = usable.keySet().stream().anyMatch(inShifts::contains);
        usable.keySet()
                .removeIf(id -> day.vehicles().isEmpty()
                        ? planned && !inShifts.contains(id)
                        : !day.vehicles().contains(id));
        return new Fleets(usable, shifts);
    }

    /** What the municipality can send out to empty bins at that moment. */
    Map<Long, de.stadtkern.kernel.fleet.Vehicle> collecting(long municipalityId, Instant at) {
        return fleet.usableBy(municipalityId, at).stream()
                .filter(one -> COLLECTING.contains(one.kind()))
                .collect(Collectors.toMap(
                        de.stadtkern.kernel.fleet.Vehicle::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private static Vehicle vehicle(
            de.stadtkern.kernel.fleet.Vehicle one, DayStreets streets, WastePolicy policy, List<Shift> shifts) {
        double begin = policy.begin().toSecondOfDay();
        double end = policy.end().toSecondOfDay();
        for (Shift shift : shifts) {
            if (shift.vehicles().contains(one.id())) {
                LocalTime from = shift.begin().atZone(TourDay.TOWN).toLocalTime();
                LocalTime until = shift.end().atZone(TourDay.TOWN).toLocalTime();
                begin = Math.max(begin, from.toSecondOfDay());
                end = Math.min(end, until.toSecondOfDay() - shift.breakMinutes() * 60.0);
                break;
            }
        }
        Vehicle vehicle = Vehicle.at(one.id(), streets.node(one.depot()))
                .withRates(0, policy.euroPerKilometre() / 1000, policy.euroPerHour() / 3600)
                .withHours(begin, Math.max(begin, end));
        Double litres = litres(one);
        return litres == null ? vehicle : vehicle.withCapacity(litres);
    }

    private static @Nullable Double litres(de.stadtkern.kernel.fleet.Vehicle one) {
        Double capacity = one.capacity();
        return switch (one.unit()) {
            case "l", "L" -> capacity;
            case "m3" -> capacity == null ? null : Double.valueOf(capacity * LITRES_PER_CUBIC_METRE);
            default -> null;
        };
    }

    private static List<Choice> choices(DayPlan plan, List<Judged> judged, Fleets fleets) {
        Map<Long, Choice> byBin =
                judged.stream().collect(Collectors.toMap(one -> one.bin().id(), Judged::choice));
        Map<Long, Integer> numbers = new HashMap<>();
        return plan.choices().stream()
                .map(one -> {
                    Choice choice =
                            Objects.requireNonNull(byBin.get(one.candidate().container()));
                    Long vehicle = one.vehicle();
                    return vehicle == null
                            ? choice.left(one.left())
                            : choice.on(fleets.name(vehicle), numbers.merge(vehicle, 1, Integer::sum), one.detour());
                })
                .toList();
    }

    private static TourDay.Tour tour(Tour tour, Fleets fleets) {
        List<Stop.Visit> visits = tour.visits().toList();
        return new TourDay.Tour(
                tour.vehicle(),
                fleets.name(tour.vehicle()),
                visits.stream().map(visit -> visit.task().id()).toList(),
                tour.deadhead(),
                tour.out().end() - tour.out().begin(),
                visits.stream()
                        .mapToDouble(visit -> visit.task().demand().getFirst())
                        .sum(),
                (int) tour.stops().stream()
                        .filter(Stop.Regain.class::isInstance)
                        .count(),
                tour.out().begin());
    }

    private static Figures figures(List<TourDay.Tour> tours, List<Choice> choices, WastePolicy policy) {
        double kilometres = tours.stream().mapToDouble(TourDay.Tour::metres).sum() / 1000;
        double hours = tours.stream().mapToDouble(TourDay.Tour::seconds).sum() / 3600;
        Set<Long> in = tours.stream().flatMap(tour -> tour.bins().stream()).collect(Collectors.toSet());
        double avoided = choices.stream()
                .filter(one -> in.contains(one.container()))
                .mapToDouble(Choice::fullProbability)
                .sum();
        double all = choices.stream().mapToDouble(Choice::fullProbability).sum();
        return new Figures(
                in.size(),
                kilometres,
                hours,
                kilometres * policy.euroPerKilometre() + hours * policy.euroPerHour() + in.size() * policy.visitEuros(),
                avoided,
                all - avoided);
    }

    private DayStreets streets(WastePolicy policy, Fleets fleets, List<Judged> judged, List<WeeklyTours.Tour> fixed) {
        Set<Long> asEver =
                fixed.stream().flatMap(tour -> tour.containers().stream()).collect(Collectors.toSet());
        List<Position> places = new ArrayList<>();
        fleets.byId.values().forEach(one -> places.add(one.depot()));
        fleet.list(vehicles(fixed)).forEach(one -> places.add(one.depot()));
        policy.tips().forEach(tip -> places.add(tip.place()));
        judged.stream()
                .filter(one -> one.advice().verdict() != Verdict.NOT
                        || asEver.contains(one.bin().id()))
                .forEach(one -> places.add(one.bin().position()));
        return new DayStreets(places, routing);
    }

    /** What the fixed tours take on the same streets, without trips to the tip; bins of which nothing is foreseen are left out. */
    private List<TourDay.Tour> fixed(
            List<WeeklyTours.Tour> fixed, List<Choice> choices, WastePolicy policy, DayStreets streets) {
        Map<Long, Choice> byBin = choices.stream().collect(Collectors.toMap(Choice::container, Function.identity()));
        Map<Long, de.stadtkern.kernel.fleet.Vehicle> byId = fleet.list(vehicles(fixed)).stream()
                .collect(Collectors.toMap(de.stadtkern.kernel.fleet.Vehicle::id, Function.identity()));
        List<TourDay.Tour> tours = new ArrayList<>();
        for (WeeklyTours.Tour tour : fixed) {
            List<Choice> bins = tour.containers().stream()
                    .filter(byBin::containsKey)
                    .map(id -> Objects.requireNonNull(byBin.get(id)))
                    .toList();
            de.stadtkern.kernel.fleet.Vehicle vehicle = tour.vehicleId() == null ? null : byId.get(tour.vehicleId());
            List<Position> stops =
                    new ArrayList<>(bins.stream().map(Choice::position).toList());
            if (vehicle != null) {
                stops.addFirst(vehicle.depot());
                stops.addLast(vehicle.depot());
            }
            DayStreets.Way way = streets.along(stops);
            tours.add(new TourDay.Tour(
                    vehicle == null ? null : vehicle.id(),
                    tour.name(),
                    bins.stream().map(Choice::container).toList(),
                    way.metres(),
                    way.seconds() + bins.size() * policy.secondsPerStop(),
                    bins.stream().mapToDouble(Choice::litres).sum(),
                    0,
                    policy.begin().toSecondOfDay()));
        }
        return tours;
    }

    private static Set<Long> vehicles(List<WeeklyTours.Tour> fixed) {
        return fixed.stream()
                .flatMap(tour -> Stream.ofNullable(tour.vehicleId()))
                .collect(Collectors.toSet());
    }
}
