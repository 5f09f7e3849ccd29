package de.stadtkern.services.winter;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Shift;
import de.stadtkern.kernel.fleet.Warning;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.notifications.Escalations;
import de.stadtkern.kernel.notifications.NewEscalation;
import de.stadtkern.kernel.notifications.Notice;
import de.stadtkern.kernel.notifications.NotificationTopic;
import de.stadtkern.kernel.notifications.Standby;
import de.stadtkern.kernel.operations.Alternative;
import de.stadtkern.kernel.operations.Measure;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.OrderMade;
import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do at night beside tours: they are called out after a decision, and they look how the roads are. */
@Component
class NightWork {

    /** Of the escalations that call people out; their subject is the id of the order. */
    static final String CALL = "winter.call-out";

    private static final String TOPIC = "winter.topic.call-out";
    private static final Duration DRIVE = Duration.ofHours(4);
    private static final Duration OLDEST = Duration.ofDays(7);
    private static final double AROUND_METRES = 150;
    private static final int LONGEST_STATE = 1000;

    private final JdbcClient jdbc;
    private final WorkOrders orders;
    private final Proposals proposals;
    private final Escalations escalations;
    private final Standby standby;
    private final Fleet fleet;
    private final Addresses addresses;
    private final Streets streets;
    private final Doses doses;
    private final Stocks stocks;
    private final WinterSettings settings;
    private final Access access;
    private final Clock clock;
    private final Period keep;

    NightWork(
            JdbcClient jdbc,
            WorkOrders orders,
            Proposals proposals,
            Escalations escalations,
            Standby standby,
            Fleet fleet,
            Addresses addresses,
            Streets streets,
            Doses doses,
            Stocks stocks,
            WinterSettings settings,
            Access access,
            Clock clock,
            @Value("${stadtkern.proofs.keep-of.winter:${stadtkern.proofs.keep:10y}}") Period keep) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.proposals = proposals;
        this.escalations = escalations;
        this.standby = standby;
        this.fleet = fleet;
        this.addresses = addresses;
        this.streets = streets;
        this.doses = doses;
        this.stocks = stocks;
        this.settings = settings;
        this.access = access;
        this.clock = clock;
        this.keep = keep;
    }

    @Bean
    static NotificationTopic callOutTopic() {
        return new NotificationTopic(TOPIC, Permission.SEE_OPERATIONS, true);
    }

    /** What a control drive found. */
    enum Found {
        NOTHING,
        SPREAD
    }

    /**
     * A call that somebody was or is to follow.
     *
     * @param warnings what speaks against the signed-in person driving now, such as rest that is too short
     */
    record Call(WorkOrder order, Escalations.Chain chain, List<Escalations.Step> told, List<Warning> warnings) {}

    /** A person has decided that something is to be done: whoever is on call is called, unless a shift is at work. */
    @EventListener
    void on(OrderMade made) {
        WorkOrder order = orders.get(made.orderId());
        Instant now = clock.instant();
        if (!order.proposal().source().equals(FrostWatch.SOURCE)
                || isShiftAtWork(made.municipalityId(), now)
                || standby.onCall(made.municipalityId(), now).isEmpty()) {
            return;
        }
        escalations.begin(new NewEscalation(
                CALL,
                Long.toString(order.id()),
                made.municipalityId(),
                TOPIC,
                "winter.call-out.text",
                List.of(
                        Notice.TEXT + order.decision().measure(),
                        order.decision().place(),
                        order.decision().personName()),
                "/winter/call-outs/" + order.id(),
                now));
    }

    private boolean isShiftAtWork(long municipality, Instant now) {
        return fleet.shifts(municipality, now, now.plusSeconds(1)).stream()
                .anyMatch(shift -> !shift.standby() && !shift.members().isEmpty());
    }

    /**
     * How a municipality stands.
     *
     * @param decided since noon before
     * @param out tours that are under way
     * @param saltNights for how many nights of service the salt lasts where it lasts least; null when nobody knows, or the
     *     municipality does not share it
     */
    record Standing(
            long municipalityId,
            String name,
            long open,
            long decided,
            long out,
            @Nullable Instant lastDone,
            @Nullable Double saltNights) {}

    /** The municipalities whose operations the signed-in person may see, by name. Only the own ones can be decided. */
    List<Standing> standings() {
        Set<Long> readable = access.requireReadable(Proposals.RECORD);
        Set<Long> sharing = access.requireReadable(Stocks.STOCK);
        return jdbc.sql("""
            select m.id, m.name,
                (select count(*) from proposal p where p.municipality_id = m.id and p.source = :source
                    and p.state in ('OPEN', 'POSTPONED') and p.valid_until > :now) as open,
                (select count(*) from decision d join proposal p on p.id = d.proposal_id
                    where d.municipality_id = m.id and p.source = :source and d.decided_at >= :since) as decided,
                (select count(*) from desk_tour t where t.municipality_id = m.id and t.source = :source
                    and t.state in ('RUNNING', 'PAUSED')) as out,
                (select max(made_at) from proof f where f.municipality_id = m.id and f.source = :source
                    and f.kind = 'TOUR') as last_done
            from municipality m where m.id = any(:readable) and m.kind = 'MUNICIPALITY' order by m.name\
            """)
                .param("source", FrostWatch.SOURCE)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("since", Nights.Night.of("", clock.instant()).from().atOffset(ZoneOffset.UTC))
                .param("readable", readable.toArray(Long[]::new))
                .query((rs, n) -> {
                    OffsetDateTime lastDone = rs.getObject("last_done", OffsetDateTime.class);
                    return new Standing(
                            rs.getLong("id"),
                            rs.getString("name"),
                            rs.getLong("open"),
                            rs.getLong("decided"),
                            rs.getLong("out"),
                            lastDone == null ? null : lastDone.toInstant(),
                            sharing.contains(rs.getLong("id")) ? saltNights(rs.getLong("id")) : null);
                })
                .list();
    }

    private @Nullable Double saltNights(long municipality) {
        return stocks.levels(municipality).stream()
                .filter(one -> one.good() == Stocks.Good.SALT)
                .map(Stocks.Level::nights)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    boolean mayDecide(long municipality) {
        return access.allows(Permission.DECIDE, municipality);
    }

    /** The call for an order; refused with 404 when there is none, or the signed-in person may not see the order. */
    Call call(long orderId) {
        WorkOrder order = orders.get(orderId);
        String subject = Long.toString(orderId);
        Escalations.Chain chain =
                escalations.find(CALL, subject).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        return new Call(order, chain, escalations.steps(CALL, subject), warnings(order));
    }

    private List<Warning> warnings(WorkOrder order) {
        Instant now = clock.instant();
        return fleet.memberOf(access.person().id())
                .map(member -> fleet.warnings(new Shift(
                        0,
                        order.decision().municipalityId(),
                        "",
                        now,
                        now.plus(DRIVE),
                        List.of(member.id()),
                        List.of(),
                        0,
                        false)))
                .orElse(List.of());
    }

    /** The signed-in person comes; nobody further is called. */
    @Transactional
    void follow(long orderId) {
        Call call = call(orderId);
        Person person = access.require(
                Permission.SEE_OPERATIONS, call.order().decision().municipalityId());
        if (call.chain().acknowledgedBy() != null) {
            throw Refusal.conflict("winter.refusal.followed", call.chain().acknowledgedBy());
        }
        escalations.acknowledge(CALL, Long.toString(orderId), person);
    }

    /**
     * Keeps what a control drive found; when it is to be spread, with a proposal about which a person decides.
     *
     * @return the proposal, when one was made
     */
    @Transactional
    Optional<Long> keep(Form form) {
        long municipality =
                doses.choose(Permission.PROPOSE, form.value("municipality")).id();
        Person person = access.person();
        Found found = form.choice("result", Found.class);
        String state = Doses.readable(form, "state", LONGEST_STATE);
        Instant at = time(form.value("at"));
        FoundAddress place = place(form.value("place"));
        Optional<Long> proposal = found == Found.SPREAD
                ? proposals.raise(proposal(municipality, person, place, state, at), Duration.ZERO)
                : Optional.empty();
        insert(municipality, person, at, place, state, found, proposal.orElse(null));
        return proposal;
    }

    private void insert(
            long municipality,
            Person person,
            Instant at,
            FoundAddress place,
            String state,
            Found found,
            @Nullable Long proposal) {
        jdbc.sql("""
            insert into winter_control (municipality_id, at, place, pt, state, result, proposal_id, person_id,
                person_name, written_at)
            values (:municipality, :at, :place, point(:lon, :lat), :state, :result, :proposal, :person, :name,
                :now)\
            """)
                .param("municipality", municipality)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("place", place.label())
                .param("lon", place.position().microLon())
                .param("lat", place.position().microLat())
                .param("state", state)
                .param("result", found.name())
                .param("proposal", proposal)
                .param("person", person.id())
                .param("name", person.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private NewProposal proposal(long municipality, Person person, FoundAddress place, String state, Instant at) {
        Position position = place.position();
        List<Segment> around = streets.listWithin(position, AROUND_METRES);
        double metres = around.stream().mapToDouble(Segment::lengthMetres).sum();
        return new NewProposal(
                municipality,
                FrostWatch.SOURCE,
                "control-" + UUID.randomUUID(),
                "winter.control/1",
                "winter.control.found",
                state,
                place.label(),
                null,
                position,
                List.of(
                        FrostWatch.saltMeasure(settings).over(metres),
                        Doses.gritMeasure().over(metres),
                        Alternative.of(Measure.NO_ACTION)),
                around.stream().map(Segment::id).toList(),
                at.plus(settings.validFor()),
                List.of(),
                Priority.SOON,
                null,
                Raiser.person(person));
    }

    /**
     * What people wrote down ends when proofs of winter service do. The newest dose table stays, and what no later count
     * of the stock makes superfluous.
     */
    @Scheduled(initialDelay = 17, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "winter/forget")
    @Transactional
    void forget() {
        OffsetDateTime before = clock.instant().atZone(Nights.TOWN).minus(keep).toOffsetDateTime();
        List.of("delete from winter_control where at < :before", """
            delete from winter_dose_table t where made_at < :before and exists (select from winter_dose_table n
                where n.municipality_id = t.municipality_id and n.id > t.id)\
            """, """
            delete from winter_stock_entry e where at < :before and exists (select from winter_stock_entry n
                where n.municipality_id = e.municipality_id and n.depot = e.depot and n.good = e.good
                  and n.kind = 'COUNT' and (n.at, n.id) > (e.at, e.id))\
            """)
                .forEach(ended -> jdbc.sql(ended).param("before", before).update());
    }

    private FoundAddress place(String typed) {
        return addresses.find(typed, Optional.empty(), 1).stream()
                .filter(one -> one.trust() == FoundAddress.Trust.SURE)
                .findFirst()
                .orElseThrow(
                        () -> Refusal.badInput("winter.refusal.place", typed).at("place"));
    }

    /** As a field of the type datetime-local says it, in Germany; without text now. */
    private Instant time(String typed) {
        Instant now = clock.instant();
        if (typed.isBlank()) {
            return now;
        }
        try {
            Instant at = LocalDateTime.parse(typed.strip()).atZone(Nights.TOWN).toInstant();
            if (!at.isAfter(now) && at.isAfter(now.minus(OLDEST))) {
                return at;
            }
        } catch (DateTimeException e) {
            // is refused below, as a time in the future is
        }
        throw Refusal.badInput("winter.refusal.time", typed.strip()).at("at");
    }
}
