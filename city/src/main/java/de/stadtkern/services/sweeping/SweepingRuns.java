package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.dispatch.OrderWork;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Alternative;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.Measure;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.OrderMade;
import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.Proposal;
import de.stadtkern.kernel.operations.ProposalSource;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.Stop;
import de.stadtkern.kernel.operations.Urgency;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.planning.Station;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.RegisteredSegment;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.SegmentFilter;
import de.stadtkern.kernel.streets.Streets;
import de.stadtkern.services.sweeping.SweepingPlan.Line;
import de.stadtkern.services.sweeping.SweepingRunRows.Kind;
import de.stadtkern.services.sweeping.SweepingRunRows.Planned;
import de.stadtkern.services.sweeping.SweepingRunRows.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * From the plan to orders: a person releases a week, or a person or a storm warning wants a run on top, an officer decides each day's proposal, and
 * the order knows the sides of its streets.
 */
@Component
class SweepingRuns implements ProposalSource, OrderWork {

    static final String SOURCE = "sweeping";

    private static final String CUBIC_METRES = "m3";
    private static final String SUBJECT = "run-";
    private static final String RULE = "sweeping.plan/1";
    private static final Duration REST = Duration.ofDays(30);
    private static final String EXTRA = "sweeping.measure.extra";
    private static final String WEEKDAY = "sweeping.measure.";
    private static final int MOST_STREETS_NAMED = 3;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

    private final SweepingPlan plan;
    private final SweepingRunRows rows;
    private final Proposals proposals;
    private final WorkOrders orders;
    private final Streets streets;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    SweepingRuns(
            SweepingPlan plan,
            SweepingRunRows rows,
            Proposals proposals,
            WorkOrders orders,
            Streets streets,
            Access access,
            AuditLog auditLog,
            Clock clock) {
        this.plan = plan;
        this.rows = rows;
        this.proposals = proposals;
        this.orders = orders;
        this.streets = streets;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** Offered wherever somebody proposes or decides; the days of the week have a measure each, so that they stay apart. */
    @Bean
    static Measure sweepMeasure() {
        return new Measure(EXTRA, "sweeping.measure.extra.effect", null);
    }

    /** What was released from (inclusive) until (exclusive). */
    List<Run> list(long municipality, LocalDate from, LocalDate until) {
        access.requireRead(Proposals.RECORD, municipality);
        return rows.runs(municipality, from, until);
    }

    /**
     * Proposes each day of the week that is not over and was not released yet, and its markets. Answers how many.
     *
     * @param monday of the week
     */
    @Transactional
    int release(long municipality, LocalDate monday) {
        Person person = access.require(Permission.PLAN_TOURS, municipality);
        LocalDate today = today();
        LocalDate from = monday.isBefore(today) ? today : monday;
        LocalDate until = monday.plusWeeks(1);
        int released = 0;
        if (from.isBefore(until)) {
            released += release(person, municipality, Kind.WEEK, plan.lines(municipality, from, until));
            released += release(person, municipality, Kind.MARKET, plan.markets(municipality, from, until));
        }
        if (released == 0) {
            throw Refusal.conflict("sweeping.refusal.nothing-to-release");
        }
        auditLog.record(person, municipality, "sweep.released", monday + " " + released);
        return released;
    }

    private int release(Person person, long municipality, Kind kind, List<Line> lines) {
        Map<LocalDate, List<Line>> byDay = lines.stream()
                .collect(Collectors.groupingBy(one -> one.day().day(), TreeMap::new, Collectors.toList()));
        int released = 0;
        for (var one : byDay.entrySet()) {
            List<Side> sides = sides(one.getValue());
            Run run = run(person.name(), municipality, kind, one.getKey(), title(one.getKey(), names(one.getValue())));
            if (propose(run, sides, Raiser.person(person), List.of()).isPresent()) {
                released++;
            }
        }
        return released;
    }

    /** A side of a segment that is to be swept. */
    private record Side(Segment segment, Rule.Side side) {}

    private static List<Side> sides(List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.passes().stream())
                .map(pass -> new Side(pass.segment(), pass.side()))
                .toList();
    }

    /**
     * After a storm of which somebody warns, the streets that the municipality chose: one proposal, renewed until
     * somebody has decided or its day is over.
     *
     * @param title what is foreseen, by whom, and when they said so
     */
    @Transactional
    void proposeStorm(long municipality, LocalDate day, String title, Evidence level) {
        List<Side> sides = sides(plan.storm(municipality, day));
        if (sides.isEmpty()) {
            return;
        }
        Run run = run("", municipality, Kind.STORM, day, title);
        rows.findStorm(municipality, today())
                .ifPresentOrElse(
                        known -> proposals
                                .raise(proposal(known.id(), run, sides, Raiser.RULE, List.of(level)), REST)
                                .ifPresent(still -> rows.renew(known.id(), day, title)),
                        () -> propose(run, sides, Raiser.RULE, List.of(level)));
    }

    /** A run on top of the plan, after a storm or because somebody reported something. Answers the proposal. */
    @Transactional
    long propose(long municipality, Form form) {
        Person person = access.require(Permission.PROPOSE, municipality);
        Fields fields = new Fields(form);
        Kind kind = form.choice("kind", Kind.class);
        if (kind == Kind.WEEK) {
            throw Refusal.badInput("sweeping.refusal.choice", kind).at("kind");
        }
        LocalDate day = fields.dayOr("day", today());
        if (day.isBefore(today()) || day.isAfter(today().plusYears(1))) {
            throw Refusal.badInput("sweeping.refusal.day-over", day).at("day");
        }
        List<String> names = Arrays.stream(fields.text("streets").split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        List<Rule.Side> wanted = form.choice("sides", Rule.Sides.class).each();
        List<Side> sides = names.stream()
                .flatMap(name -> segments(municipality, name).stream())
                .flatMap(segment -> wanted.stream().map(side -> new Side(segment, side)))
                .toList();
        String report = fields.textOrEmpty("report");
        if (kind == Kind.REPORT && report.isEmpty()) {
            throw Refusal.badInput("sweeping.refusal.report").at("report");
        }
        Raiser raiser = kind == Kind.REPORT ? Raiser.report(report) : Raiser.person(person);
        Run run = run(person.name(), municipality, kind, day, fields.text("why"));
        return propose(run, sides, raiser, List.of())
                .orElseThrow(() ->
                        Refusal.conflict("sweeping.refusal.market-twice", day).at("day"));
    }

    private List<Segment> segments(long municipality, String street) {
        List<Segment> found = streets.listRegistered(municipality, SegmentFilter.ALL.ofStreet(street)).stream()
                .map(RegisteredSegment::segment)
                .filter(segment -> segment.roadClass().isRoad())
                .toList();
        if (found.isEmpty()) {
            throw Refusal.badInput("sweeping.refusal.target.STREET", street).at("streets");
        }
        return found;
    }

    private Run run(String by, long municipality, Kind kind, LocalDate day, String title) {
        return new Run(0, municipality, kind, day, title, null, null, by, clock.instant());
    }

    private Optional<Long> propose(Run run, List<Side> sides, Raiser raiser, List<Evidence> evidence) {
        List<Planned> planned = sides.stream()
                .map(one -> new Planned(
                        0,
                        one.segment().id(),
                        one.side(),
                        one.segment().name(),
                        one.segment().place().quarter(),
                        one.segment().lengthMetres()))
                .distinct()
                .toList();
        return rows.insert(run, planned).map(id -> {
            long proposal = proposals
                    .raise(proposal(id, run, sides, raiser, evidence), Duration.ZERO)
                    .orElseThrow();
            rows.setProposal(id, proposal);
            return proposal;
        });
    }

    private static NewProposal proposal(long id, Run run, List<Side> sides, Raiser raiser, List<Evidence> evidence) {
        Instant begin = run.day().atStartOfDay(Rule.TOWN).toInstant();
        Instant end = run.day().plusDays(1).atStartOfDay(Rule.TOWN).toInstant();
        boolean planned = run.kind() == Kind.WEEK;
        String key = "sweeping.proposal." + run.kind();
        return new NewProposal(
                run.municipalityId(),
                SOURCE,
                SUBJECT + id,
                RULE,
                key,
                planned ? key + ".why" : run.title(),
                planned
                        ? run.title()
                        : title(
                                run.day(),
                                sides.stream()
                                        .map(one -> one.segment().name())
                                        .distinct()
                                        .toList()),
                null,
                sides.getFirst().segment().course().getFirst(),
                List.of(Alternative.of(planned ? WEEKDAY + run.day().getDayOfWeek() : EXTRA)),
                sides.stream().map(one -> one.segment().id()).distinct().toList(),
                end,
                evidence,
                new Priority(planned ? Urgency.ROUTINE : Urgency.SOON, begin.isAfter(run.releasedAt()) ? begin : null),
                null,
                raiser);
    }

    private static List<String> names(List<Line> lines) {
        return lines.stream().map(Line::street).distinct().toList();
    }

    /** The day and the first streets, with how many more there are. */
    private static String title(LocalDate day, List<String> streets) {
        String more = streets.size() > MOST_STREETS_NAMED ? " + " + (streets.size() - MOST_STREETS_NAMED) : "";
        return DAY.format(day) + ": "
                + streets.stream().limit(MOST_STREETS_NAMED).collect(Collectors.joining(", ")) + more;
    }

    private LocalDate today() {
        return clock.instant().atZone(Rule.TOWN).toLocalDate();
    }

    /** The order of a run, so that its proofs are found. */
    @EventListener
    void on(OrderMade made) {
        WorkOrder order = orders.get(made.orderId());
        if (order.proposal().source().equals(SOURCE)) {
            runsOf(order).forEach(run -> rows.setOrder(run, order.id()));
        }
    }

    private static List<Long> runsOf(WorkOrder order) {
        return Stream.concat(Stream.of(order.proposal()), order.proposal().parts().stream())
                .map(Proposal::subject)
                .filter(subject -> subject.startsWith(SUBJECT))
                .map(subject -> Long.valueOf(subject.substring(SUBJECT.length())))
                .toList();
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public List<Evidence> situation(String subject, Instant moment) {
        return List.of();
    }

    /** Out along the streets as they were put in order, and back along their other sides. */
    @Override
    public List<Stop> stops(WorkOrder order) {
        Map<Long, Set<Rule.Side>> wanted = runsOf(order).stream()
                .flatMap(run -> rows.sides(run).stream())
                .collect(Collectors.groupingBy(
                        Planned::segmentId, Collectors.mapping(Planned::side, Collectors.toSet())));
        Map<Long, Segment> known = streets
                .listByIds(order.stops().stream().map(Stop::segmentId).toList())
                .stream()
                .collect(Collectors.toMap(Segment::id, Function.identity(), (a, b) -> a));
        List<Stop> out = new ArrayList<>();
        List<Stop> back = new ArrayList<>();
        for (Stop stop : order.stops()) {
            Segment segment = known.get(stop.segmentId());
            Set<Rule.Side> sides = wanted.getOrDefault(stop.segmentId(), Set.of());
            if (segment == null || sides.isEmpty()) {
                out.add(stop);
            } else if (segment.oneWay()) {
                sides.forEach(side -> out.add(stop));
            } else {
                boolean forward =
                        stop.course().getFirst().equals(segment.course().getFirst());
                boolean asItIs = sides.contains(forward ? Rule.Side.RIGHT : Rule.Side.LEFT);
                out.add(asItIs ? stop : turned(stop));
                if (sides.size() > 1) {
                    back.add(turned(stop));
                }
            }
        }
        out.addAll(back.reversed());
        return out;
    }

    /** Nothing while the municipality has no tip, or has not said what comes together: no plan can know when it is full. */
    @Override
    public Optional<Load> load(WorkOrder order) {
        long municipality = order.decision().municipalityId();
        Policy.Sweepings sweepings = plan.policy(municipality).sweepings();
        List<Station> tips = plan.stations(municipality).stream()
                .filter(one -> one.kind() != SweepingRows.Station.Kind.WATER)
                .map(one -> new Station(one.name(), one.position(), sweepings.tipMinutes() * 60))
                .toList();
        Double perKilometre = sweepings.leaves() != null && plan.isLeafSeason(municipality, today())
                ? sweepings.leaves()
                : sweepings.usual();
        return perKilometre == null || tips.isEmpty()
                ? Optional.empty()
                : Optional.of(new Load(CUBIC_METRES, perKilometre, tips));
    }

    private static Stop turned(Stop stop) {
        return new Stop(
                stop.segmentId(),
                stop.street(),
                stop.lengthMetres(),
                stop.course().reversed());
    }
}
