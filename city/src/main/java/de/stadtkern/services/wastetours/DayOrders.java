package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.containers.PublicPage;
import de.stadtkern.kernel.dispatch.OrderWork;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Alternative;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.Measure;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.OrderMade;
import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.ProposalSource;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.Stop;
import de.stadtkern.kernel.operations.Urgency;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.wastetours.DaySearch.Outcome;
import de.stadtkern.services.wastetours.TourDay.Choice;
import de.stadtkern.services.wastetours.TourDay.Figures;
import de.stadtkern.services.wastetours.TourDay.Result;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** From the tours of a day to a proposal, and from the decision to an order that carries exactly these tours. */
@Component
class DayOrders implements ProposalSource, OrderWork {

    static final String SOURCE = "wastetours";

    private static final String RULE = "wastetours.day/1";
    private static final String LITRES = "l";

    /** The days of the week have a measure each, so that their proposals stay apart. */
    private static final String MEASURE = "wastetours.measure.";

    private static final String FIXED = MEASURE + "fixed.";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

    private final DayRows rows;
    private final Proposals proposals;
    private final WorkOrders orders;
    private final WastePolicies policies;
    private final Containers containers;
    private final PublicPage publicPage;

    DayOrders(
            DayRows rows,
            Proposals proposals,
            WorkOrders orders,
            WastePolicies policies,
            Containers containers,
            PublicPage publicPage) {
        this.rows = rows;
        this.proposals = proposals;
        this.orders = orders;
        this.policies = policies;
        this.containers = containers;
        this.publicPage = publicPage;
    }

    /** Nothing is proposed for a day without anything to do, unless something was proposed already. */
    void propose(TourDay day, Outcome outcome) {
        boolean anything =
                outcome.result().figures().bins() > 0 || outcome.result().fixedFigures() != null;
        if (outcome.choices().isEmpty() || !anything && day.proposalId() == null) {
            return;
        }
        proposals.raise(proposal(day, outcome), Duration.ZERO).ifPresent(id -> {
            if (id.equals(day.proposalId())) {
                proposals.showAnew(id);
            }
            rows.setProposal(day.id(), id);
        });
    }

    private NewProposal proposal(TourDay day, Outcome outcome) {
        WastePolicy policy = policies.get(day.municipalityId());
        Instant begin = TourDay.begin(policy, day.date());
        Instant end = day.date().atTime(policy.end()).atZone(TourDay.TOWN).toInstant();
        boolean begun = begin.isBefore(outcome.result().madeAt());
        return new NewProposal(
                day.municipalityId(),
                SOURCE,
                day.date().toString(),
                RULE,
                "wastetours.proposal",
                "wastetours.proposal.why",
                DAY.format(day.date()),
                null,
                place(outcome),
                alternatives(day, outcome.result(), policy),
                List.of(),
                end,
                evidence(outcome.result()),
                new Priority(Urgency.SOON, begun ? end : begin),
                null,
                Raiser.RULE);
    }

    private static Position place(Outcome outcome) {
        return Stream.concat(outcome.choices().stream().filter(Choice::isOnTour), outcome.choices().stream())
                .map(Choice::position)
                .findFirst()
                .orElseThrow();
    }

    private static Alternative.Cost cost(Figures figures, WastePolicy policy) {
        double way = figures.kilometres() * policy.euroPerKilometre();
        return new Alternative.Cost(figures.kilometres(), policy.euroPerKilometre(), figures.euros() - way);
    }

    private static List<Alternative> alternatives(TourDay day, Result result, WastePolicy policy) {
        List<Alternative> alternatives = new ArrayList<>();
        DayOfWeek weekday = day.date().getDayOfWeek();
        alternatives.add(new Alternative(MEASURE + weekday, cost(result.figures(), policy), "wastetours.effect.tours"));
        if (result.fixedFigures() != null) {
            alternatives.add(
                    new Alternative(FIXED + weekday, cost(result.fixedFigures(), policy), "wastetours.effect.fixed"));
        }
        alternatives.add(new Alternative(Measure.NO_ACTION, null, "wastetours.effect.nothing"));
        return alternatives;
    }

    private static List<Evidence> evidence(Result result) {
        Instant at = result.madeAt();
        Figures figures = result.figures();
        List<Evidence> evidence = new ArrayList<>(List.of(
                number("bins", figures.bins(), "{count}", at),
                number("avoided", figures.avoided(), "1", at),
                number("left", figures.left(), "1", at),
                number("kilometres", figures.kilometres(), "km", at),
                number("hours", figures.hours(), "h", at),
                number("euros", figures.euros(), "EUR", at)));
        Figures fixed = result.fixedFigures();
        if (fixed != null) {
            evidence.add(number("fixed.avoided", fixed.avoided(), "1", at));
            evidence.add(number("fixed.kilometres", fixed.kilometres(), "km", at));
            evidence.add(number("fixed.euros", fixed.euros(), "EUR", at));
        }
        return evidence;
    }

    private static Evidence number(String what, double value, String unit, Instant at) {
        return new Evidence("wastetours.figure." + what, value, unit, at, null, null);
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public List<Evidence> situation(String subject, Instant moment) {
        return List.of();
    }

    /**
     * Nothing is decided while the tours are searched, or before what people changed was taken in. Comes before whoever
     * makes the tours of the order, and asks here which.
     */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(OrderMade made) {
        WorkOrder order = orders.get(made.orderId());
        if (!order.decision().measure().startsWith(MEASURE)) {
            return;
        }
        Stream.concat(Stream.of(order.proposal()), order.proposal().parts().stream())
                .filter(proposal -> proposal.source().equals(SOURCE))
                .flatMap(proposal -> rows.lock(proposal.municipalityId(), LocalDate.parse(proposal.subject())).stream())
                .forEach(day -> setOrder(day, order));
    }

    private void setOrder(TourDay day, WorkOrder order) {
        if (day.isBusy()) {
            throw Refusal.conflict("wastetours.refusal.searching");
        }
        if (day.changed() || day.state() == TourDay.State.FAILED) {
            throw Refusal.conflict("wastetours.refusal.changed");
        }
        rows.setOrder(day.id(), order.id(), order.decision().measure().startsWith(FIXED));
    }

    /** Bins are places; no street is driven for its own sake. */
    @Override
    public List<Stop> stops(WorkOrder order) {
        return List.of();
    }

    @Override
    public List<Place> places(WorkOrder order) {
        return rows.findByOrder(order.id()).stream().flatMap(this::places).toList();
    }

    private Stream<Place> places(TourDay day) {
        List<Long> bins = day.decided().stream()
                .flatMap(tour -> tour.bins().stream())
                .distinct()
                .toList();
        Map<Long, Choice> choices = rows.choices(day.id(), bins);
        double seconds = Objects.requireNonNull(day.result()).secondsPerStop();
        return bins.stream().map(id -> place(Objects.requireNonNull(choices.get(id)), seconds));
    }

    private Place place(Choice one, double seconds) {
        Optional<Container> container = containers.find(one.container());
        return new Place(
                subject(one.container()),
                one.name() + ", " + one.place(),
                one.position(),
                seconds,
                one.litres(),
                container.map(Container::litres).map(Number::doubleValue).orElse(one.litres()),
                container.map(publicPage::path).orElse(null));
    }

    /** Those of which it is known who drives them; a vehicle with two fixed tours drives one after the other. */
    @Override
    public Map<Long, List<String>> tours(WorkOrder order) {
        Map<Long, List<String>> tours = new LinkedHashMap<>();
        rows.findByOrder(order.id())
                .ifPresent(day -> day.decided().forEach(tour -> {
                    if (tour.vehicle() != null) {
                        tours.computeIfAbsent(tour.vehicle(), id -> new ArrayList<>())
                                .addAll(tour.bins().stream()
                                        .map(DayOrders::subject)
                                        .toList());
                    }
                }));
        return tours;
    }

    @Override
    public Optional<Load> load(WorkOrder order) {
        return rows.findByOrder(order.id())
                .map(TourDay::result)
                .filter(result -> !result.tips().isEmpty())
                .map(result -> new Load(LITRES, 0, result.tips()));
    }

    private static String subject(long container) {
        return Long.toString(container);
    }
}
