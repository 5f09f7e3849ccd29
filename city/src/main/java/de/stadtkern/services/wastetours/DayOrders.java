package de.stadtkern.services.wastetours;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** From the tours of a day to a proposal, and from the decision to an order that carries exactly these tours. */
@Component
class DayOrders implements ProposalSource, OrderWork {

    static final String SOURCE = "wastetours";

    private static final String RULE = "wastetours.day/1";
    private static final String LITRES = "l";

    /** The days of the week have a measure each, so that their proposals stay apart. */
    private static final String MEASURE = "wastetours.measure.";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

    private final DayRows rows;
    private final Proposals proposals;
    private final WorkOrders orders;
    private final WastePolicies policies;

    DayOrders(DayRows rows, Proposals proposals, WorkOrders orders, WastePolicies policies) {
        this.rows = rows;
        this.proposals = proposals;
        this.orders = orders;
        this.policies = policies;
    }

    /** Nothing is proposed for a day without anything to do, unless something was proposed already. */
    void propose(TourDay day, Outcome outcome) {
        if (outcome.result().figures().bins() == 0 && day.proposalId() == null) {
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
        Figures figures = outcome.result().figures();
        Instant end =
                day.date().atTime(policy.end()).atZone(WasteToursSettings.TOWN).toInstant();
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
                List.of(
                        new Alternative(MEASURE + day.date().getDayOfWeek(), cost(figures), "wastetours.effect.tours"),
                        new Alternative(Measure.NO_ACTION, null, "wastetours.effect.nothing")),
                List.of(),
                end,
                evidence(figures, outcome.result().madeAt()),
                new Priority(Urgency.SOON, OnTour.begin(policy, day.date())),
                null,
                Raiser.RULE);
    }

    private static Position place(Outcome outcome) {
        return Stream.concat(outcome.choices().stream().filter(Choice::isOnTour), outcome.choices().stream())
                .map(Choice::position)
                .findFirst()
                .orElseThrow();
    }

    /** All euros, told by the kilometre. */
    private static Alternative.Cost cost(Figures figures) {
        double kilometres = Math.max(figures.kilometres(), 0.001);
        return new Alternative.Cost(kilometres, figures.euros() / kilometres);
    }

    private static List<Evidence> evidence(Figures figures, Instant at) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("bins", (double) figures.bins());
        values.put("avoided", figures.avoided());
        values.put("left", figures.left());
        return Stream.concat(
                        values.entrySet().stream().map(one -> number(one.getKey(), one.getValue(), "1", at)),
                        Stream.of(
                                number("kilometres", figures.kilometres(), "km", at),
                                number("hours", figures.hours(), "h", at),
                                number("euros", figures.euros(), "EUR", at)))
                .toList();
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

    /** Nothing is decided while the tours are searched, or before what people changed was taken in. */
    @EventListener
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
        if (day.isBusy() || day.changed()) {
            throw Refusal.conflict("wastetours.refusal." + (day.isBusy() ? "searching" : "changed"));
        }
        rows.setOrder(day.id(), order.id());
    }

    /** Bins are places; no street is driven for its own sake. */
    @Override
    public List<Stop> stops(WorkOrder order) {
        return List.of();
    }

    @Override
    public List<Place> places(WorkOrder order) {
        return rows.findByOrder(order.id()).stream()
                .flatMap(day -> rows.onTour(day.id()).stream()
                        .map(one -> new Place(
                                subject(one.container()),
                                one.name() + ", " + one.place(),
                                one.position(),
                                Objects.requireNonNull(day.result()).secondsPerStop(),
                                one.litres())))
                .toList();
    }

    @Override
    public Map<Long, List<String>> tours(WorkOrder order) {
        Map<Long, List<String>> tours = new LinkedHashMap<>();
        rows.findByOrder(order.id())
                .map(TourDay::result)
                .ifPresent(result -> result.tours()
                        .forEach(tour -> tours.put(
                                tour.vehicle(),
                                tour.bins().stream().map(DayOrders::subject).toList())));
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
