package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.containers.Level;
import de.stadtkern.kernel.containers.forecast.Forecast;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Shift;
import de.stadtkern.kernel.fleet.Vehicle.Kind;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Station;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Matrix;
import de.stadtkern.kernel.routing.Profile;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.services.wastetours.TourDay.Choice;
import de.stadtkern.services.wastetours.TourDay.Figures;
import de.stadtkern.services.wastetours.TourDay.Result;
import de.stadtkern.services.wastetours.TourDay.Wish;
import de.stadtkern.services.wastetours.VisitRule.Advice;
import de.stadtkern.services.wastetours.VisitRule.Standing;
import de.stadtkern.services.wastetours.VisitRule.Verdict;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Facility;
import de.stadtkern.tours.Listener;
import de.stadtkern.tours.Stop;
import de.stadtkern.tours.Tour;
import de.stadtkern.tours.Travel;
import de.stadtkern.tours.Vehicle;
import de.stadtkern.tours.Window;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
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
import org.springframework.stereotype.Component;

/** Which bins are worth a visit on a day, and by which tours: from what is known and foreseen now, on the real streets. */
@Component
class DaySearch {

    /** A sensor or a person that says at least this says full. */
    private static final double FULL = 0.95;

    private static final Set<Kind> COLLECTING = Set.of(Kind.REFUSE_TRUCK, Kind.VAN);
    private static final double LITRES_PER_CUBIC_METRE = 1000;

    /** Few bins do not need the whole time. */
    private static final double SECONDS_PER_CANDIDATE = 0.05;

    private static final double DETOUR = 1.3;
    private static final double METRES_PER_SECOND = 30 / 3.6;

    private final BinForecasts forecasts;
    private final WastePolicies policies;
    private final Fillings fillings;
    private final Fleet fleet;
    private final Routing routing;
    private final WasteToursSettings settings;
    private final Clock clock;

    DaySearch(
            BinForecasts forecasts,
            WastePolicies policies,
            Fillings fillings,
            Fleet fleet,
            Routing routing,
            WasteToursSettings settings,
            Clock clock) {
        this.forecasts = forecasts;
        this.policies = policies;
        this.fillings = fillings;
        this.fleet = fleet;
        this.routing = routing;
        this.settings = settings;
        this.clock = clock;
    }

    /** What was found, and why each bin is on tour or not. */
    record Outcome(Result result, List<Choice> choices) {}

    /** A bin, whether to visit it, and when that is possible. */
    record Judged(Container bin, Choice choice, Advice advice, Window access) {}

    /** The vehicles of the day, and when they are out. */
    private record Fleets(Map<Long, de.stadtkern.kernel.fleet.Vehicle> byId, List<Shift> shifts) {

        String name(long vehicle) {
            return Objects.requireNonNull(byId.get(vehicle)).name();
        }
    }

    /** @param wishes by container */
    Outcome search(TourDay day, Map<Long, Wish> wishes, Listener listener) {
        WastePolicy policy = policies.get(day.municipalityId());
        Instant begin = OnTour.begin(policy, day.date());
        Instant next = OnTour.next(policy, begin)
                .map(later -> OnTour.begin(policy, later))
                .orElse(begin.plus(Duration.ofDays(1)));
        forecasts.learn(day.municipalityId());
        List<Judged> judged = judge(day, policy, begin, next, wishes);
        List<Judged> wanted = judged.stream()
                .filter(one -> one.advice.verdict() != Verdict.NOT)
                .toList();
        Fleets fleets = fleets(day, policy, begin);
        Streets streets = streets(policy, fleets, wanted);
        List<DayPlan.Candidate> candidates = judged.stream()
                .map(one -> new DayPlan.Candidate(
                        one.bin.id(),
                        streets.places.getOrDefault(one.bin.position(), 0),
                        one.advice,
                        one.choice.litres(),
                        policy.secondsPerStop(),
                        one.access,
                        one.choice.wish() == null ? null : one.choice.wish().vehicle()))
                .toList();
        DayPlan plan = DayPlan.of(
                candidates,
                fleets.byId.values().stream()
                        .map(one -> vehicle(one, streets, policy, fleets.shifts))
                        .toList(),
                policy.tips().stream()
                        .map(tip -> new Facility(streets.place(tip.place()), tip.seconds()))
                        .toList(),
                streets,
                Budget.seconds(Math.min(settings.search().toSeconds(), SECONDS_PER_CANDIDATE * (1 + wanted.size()))),
                listener);
        List<Choice> choices = choices(plan, judged, fleets);
        Result result = new Result(
                clock.instant(),
                forecasts.learntAt(day.municipalityId()),
                next,
                streets.matrix != null,
                policy.secondsPerStop(),
                policy.tips().stream()
                        .map(tip -> new Station(tip.name(), tip.place(), tip.seconds()))
                        .toList(),
                plan.tours().tours().stream().map(tour -> tour(tour, fleets)).toList(),
                figures(plan, choices, policy));
        return new Outcome(result, choices);
    }

    private List<Judged> judge(TourDay day, WastePolicy policy, Instant begin, Instant next, Map<Long, Wish> wishes) {
        List<Container> bins = fillings.containers(day.municipalityId()).stream()
                .filter(OnTour::isEmptied)
                .toList();
        List<Long> ids = bins.stream().map(Container::id).toList();
        Map<Long, Forecast> then = forecasts.at(ids, begin);
        Map<Long, Forecast> later = forecasts.at(ids, next);
        Map<Long, Level> levels = fillings.levels(ids);
        Map<Long, Instant> emptied = fillings.lastEmptied(ids);
        return bins.stream()
                .filter(bin -> then.containsKey(bin.id()) && later.containsKey(bin.id()))
                .map(bin -> judge(
                        bin,
                        new Known(
                                Objects.requireNonNull(then.get(bin.id())),
                                Objects.requireNonNull(later.get(bin.id())),
                                isFull(levels.get(bin.id())),
                                emptied.get(bin.id()),
                                begin,
                                next),
                        policy,
                        day.date().getDayOfWeek(),
                        wishes.get(bin.id())))
                .toList();
    }

    private static boolean isFull(@Nullable Level level) {
        return level != null
                && level.share() != null
                && level.share() >= FULL
                && (level.state() == Level.State.LIVE || level.state() == Level.State.ESTIMATED);
    }

    /**
     * What is known of a bin.
     *
     * @param then when the tours begin
     * @param later when the next ones begin, if it is left
     * @param emptied null when nobody knows
     */
    record Known(
            Forecast then,
            Forecast later,
            boolean full,
            @Nullable Instant emptied,
            Instant begin,
            Instant next) {

        /** One of which nothing is known is taken to be halfway to the longest interval. */
        Duration since(Duration longest) {
            Duration since = emptied == null ? longest.dividedBy(2) : Duration.between(emptied, begin);
            return since.isNegative() ? Duration.ZERO : since;
        }
    }

    /** What a person wants goes before what the rule says. */
    static Judged judge(Container bin, Known known, WastePolicy policy, DayOfWeek day, @Nullable Wish wish) {
        double visit = policy.visitEuros() + policy.secondsPerStop() / 3600 * policy.euroPerHour();
        Duration longest = policy.longest(bin.kind());
        Duration since = known.since(longest);
        WastePolicy.Hours hours = policy.hours(bin, day).orElse(null);
        Advice advice = new VisitRule(visit, policy.overflowEuros(bin.kind()), longest)
                .advise(new Standing(
                        known.later.fullProbability(),
                        known.full,
                        since,
                        Duration.between(known.begin, known.next),
                        hours != null));
        Choice choice = new Choice(
                bin.id(),
                bin.name(),
                bin.place(),
                bin.position(),
                advice.reason(),
                known.later.fullProbability(),
                Math.min(1, advice.threshold()),
                known.then.middle(),
                known.then.middle() * bin.litres(),
                known.emptied == null ? null : since.toMinutes() / (24.0 * 60),
                longest.toDays(),
                Double.isFinite(advice.prizeEuros()) ? advice.prizeEuros() : null,
                wish,
                null,
                0,
                0,
                null);
        Window access = hours == null
                ? Window.ALWAYS
                : new Window(hours.from().toSecondOfDay(), hours.until().toSecondOfDay());
        return new Judged(bin, choice, wanted(advice, wish), access);
    }

    private static Advice wanted(Advice advice, @Nullable Wish wish) {
        if (wish == null) {
            return advice;
        }
        return switch (wish.want()) {
            case IN -> new Advice(Verdict.MUST, advice.reason(), Double.POSITIVE_INFINITY, advice.threshold());
            case OUT -> new Advice(Verdict.NOT, advice.reason(), 0, advice.threshold());
        };
    }

    /** Those wanted; otherwise those that a shift of the day has; otherwise all at hand. */
    private Fleets fleets(TourDay day, WastePolicy policy, Instant begin) {
        Instant end =
                day.date().atTime(policy.end()).atZone(WasteToursSettings.TOWN).toInstant();
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
            de.stadtkern.kernel.fleet.Vehicle one, Streets streets, WastePolicy policy, List<Shift> shifts) {
        double begin = policy.begin().toSecondOfDay();
        double end = policy.end().toSecondOfDay();
        for (Shift shift : shifts) {
            if (shift.vehicles().contains(one.id())) {
                LocalTime from = shift.begin().atZone(WasteToursSettings.TOWN).toLocalTime();
                LocalTime until = shift.end().atZone(WasteToursSettings.TOWN).toLocalTime();
                begin = Math.max(begin, from.toSecondOfDay());
                end = Math.min(end, until.toSecondOfDay() - shift.breakMinutes() * 60.0);
                break;
            }
        }
        Vehicle vehicle = Vehicle.at(one.id(), streets.place(one.depot()))
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
        Map<Long, Choice> byBin = judged.stream().collect(Collectors.toMap(one -> one.bin.id(), Judged::choice));
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

    private static Figures figures(DayPlan plan, List<Choice> choices, WastePolicy policy) {
        double kilometres =
                plan.tours().tours().stream().mapToDouble(Tour::deadhead).sum() / 1000;
        double hours = plan.tours().tours().stream()
                        .mapToDouble(tour -> tour.out().end() - tour.out().begin())
                        .sum()
                / 3600;
        List<Choice> in = choices.stream().filter(Choice::isOnTour).toList();
        double avoided = in.stream().mapToDouble(Choice::fullProbability).sum();
        double all = choices.stream().mapToDouble(Choice::fullProbability).sum();
        return new Figures(
                in.size(),
                kilometres,
                hours,
                kilometres * policy.euroPerKilometre() + hours * policy.euroPerHour() + in.size() * policy.visitEuros(),
                avoided,
                all - avoided);
    }

    private Streets streets(WastePolicy policy, Fleets fleets, List<Judged> wanted) {
        Map<Position, Integer> places = new LinkedHashMap<>();
        Stream.of(
                        fleets.byId.values().stream().map(de.stadtkern.kernel.fleet.Vehicle::depot),
                        policy.tips().stream().map(WastePolicy.Tip::place),
                        wanted.stream().map(one -> one.bin.position()))
                .flatMap(Function.identity())
                .forEach(place -> places.putIfAbsent(place, places.size()));
        List<Position> positions = List.copyOf(places.keySet());
        Matrix matrix = routing.ready() && !positions.isEmpty()
                ? routing.matrix(Profile.TRUCK, positions.stream().map(End::of).toList())
                : null;
        return new Streets(places, positions, matrix);
    }

    /** The ways between depots, tips and bins in metres: by the road network, or, while there is none, as the crow flies. */
    private record Streets(
            Map<Position, Integer> places,
            List<Position> positions,
            @Nullable Matrix matrix) implements Travel {

        int place(Position position) {
            return Objects.requireNonNull(places.get(position));
        }

        @Override
        public double distance(int from, int to) {
            return matrix == null ? DETOUR * positions.get(from).metresTo(positions.get(to)) : matrix.metres(from, to);
        }

        @Override
        public double seconds(int from, int to) {
            return matrix == null ? distance(from, to) / METRES_PER_SECOND : matrix.seconds(from, to);
        }
    }
}
