package de.stadtkern.services.winter;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.notifications.Notice;
import de.stadtkern.kernel.notifications.NotificationTopic;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.TourResult;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** How much salt, brine and grit lies in the depots: what comes, what is counted, and what the proofs say was spread. */
@Component
class Stocks {

    /** How long the stock lasts, which a municipality may let its neighbours read. */
    static final Dataset STOCK = new Dataset("winter.dataset.stock", Permission.SEE_OPERATIONS);

    private static final String TOPIC = "winter.topic.stock";
    private static final Duration LATELY = Duration.ofDays(14);
    private static final double LARGEST = 100_000;
    private static final int LONGEST_NOTE = 300;
    private static final int BOOKED_AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Doses doses;
    private final Notifications notifications;
    private final People people;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    Stocks(
            JdbcClient jdbc,
            JsonMapper json,
            Doses doses,
            Notifications notifications,
            People people,
            Access access,
            AuditLog auditLog,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.doses = doses;
        this.notifications = notifications;
        this.people = people;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Bean
    static NotificationTopic stockTopic() {
        return new NotificationTopic(TOPIC, Permission.KEEP_FLEET, false);
    }

    @Bean
    static Dataset stockDataset() {
        return STOCK;
    }

    /** What lies there, and the unit (UCUM) in which it is counted. */
    enum Good {
        SALT("t"),
        BRINE("m3"),
        GRIT("t");

        private final String unit;

        Good(String unit) {
            this.unit = unit;
        }

        String unit() {
            return unit;
        }
    }

    /** What people write down. */
    enum Kind {
        DELIVERY,
        COUNT
    }

    /** A line of the history. */
    record Entry(
            Instant at,
            String depot,
            Good good,
            String kind,
            double amount,
            @Nullable String basis,
            @Nullable Long proof,
            String note,
            String personName) {}

    /**
     * What lies in a depot.
     *
     * @param amount by the last count, deliveries and uses since; negative when more was used than is known of
     * @param countedAt null when nobody has counted yet
     * @param perNight mean use of the nights of the last 14 days in which something was used; null when there was none
     * @param orderBelow null when nobody has said it
     */
    record Level(
            String depot,
            Good good,
            double amount,
            @Nullable Instant countedAt,
            @Nullable Double perNight,
            @Nullable Double orderBelow) {

        /** For how many such nights it is enough; null when nobody knows. */
        @Nullable
        Double nights() {
            return perNight == null ? null : Math.max(0, amount) / perNight;
        }

        boolean isLow() {
            return orderBelow != null && amount < orderBelow;
        }
    }

    /** Of which the signed-in person keeps the stock; refused with 403 when of none. */
    List<Municipality> listKept() {
        return doses.listWith(Permission.KEEP_FLEET);
    }

    Municipality choose(String id) {
        return doses.choose(Permission.KEEP_FLEET, id);
    }

    /** The names of the depots. */
    List<String> listDepots(long municipality) {
        return jdbc.sql("select name from fleet_depot where municipality_id = :municipality order by name")
                .param("municipality", municipality)
                .query((rs, n) -> rs.getString("name"))
                .list();
    }

    /** All that is known, newest first. */
    List<Entry> listEntries(long municipality) {
        return jdbc.sql("select * from winter_stock_entry where municipality_id = :municipality order by at desc, id"
                        + " desc")
                .param("municipality", municipality)
                .query((rs, n) -> new Entry(
                        Objects.requireNonNull(instant(rs, "at")),
                        rs.getString("depot"),
                        Good.valueOf(rs.getString("good")),
                        rs.getString("kind"),
                        rs.getDouble("amount"),
                        rs.getString("basis"),
                        rs.getObject("proof_id", Long.class),
                        rs.getString("note"),
                        rs.getString("person_name")))
                .list();
    }

    /** What lies in the depots of the municipality, where anything was ever written down. */
    List<Level> levels(long municipality) {
        return jdbc.sql("""
            select e.depot, e.good, c.at as counted_at, l.order_below, u.per_night,
                coalesce(c.amount, 0) + coalesce(sum(case e.kind when 'DELIVERY' then e.amount
                    when 'USE' then -e.amount end) filter (where c.at is null or e.at > c.at), 0) as amount
            from winter_stock_entry e
            left join lateral (
                select at, amount from winter_stock_entry k
                where k.municipality_id = e.municipality_id and k.depot = e.depot and k.good = e.good
                  and k.kind = 'COUNT' order by at desc, id desc limit 1) c on true
            left join lateral (
                select sum(amount) / count(distinct ((k.at - interval '12 hours') at time zone 'Europe/Berlin')::date)
                    as per_night
                from winter_stock_entry k
                where k.municipality_id = e.municipality_id and k.depot = e.depot and k.good = e.good
                  and k.kind = 'USE' and k.amount > 0 and k.at >= :lately) u on true
            left join winter_stock_limit l on l.municipality_id = e.municipality_id and l.depot = e.depot
                and l.good = e.good
            where e.municipality_id = :municipality
            group by e.depot, e.good, c.at, c.amount, l.order_below, u.per_night
            order by e.depot, e.good\
            """)
                .param("municipality", municipality)
                .param("lately", clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC))
                .query((rs, n) -> new Level(
                        rs.getString("depot"),
                        Good.valueOf(rs.getString("good")),
                        rs.getDouble("amount"),
                        instant(rs, "counted_at"),
                        rs.getObject("per_night", Double.class),
                        rs.getObject("order_below", Double.class)))
                .list();
    }

    /** Writes a delivery or a count down. */
    @Transactional
    void write(Form form) {
        long municipality = choose(form.value("municipality")).id();
        Kind kind = form.choice("kind", Kind.class);
        Good good = form.choice("good", Good.class);
        String depot = depot(municipality, form);
        double amount = Doses.number(form, "amount", 0, LARGEST);
        String note = form.value("note").isBlank() ? "" : Doses.readable(form, "note", LONGEST_NOTE);
        insert(
                municipality,
                depot,
                good,
                kind.name(),
                amount,
                null,
                null,
                clock.instant(),
                note,
                access.person().name());
        auditLog.record(
                access.person(), municipality, "winter.stock", kind + " " + depot + " " + amount + " " + good.unit());
        warn(municipality);
    }

    /** Says from where on it is time to order. */
    @Transactional
    void limit(Form form) {
        long municipality = choose(form.value("municipality")).id();
        jdbc.sql("""
            insert into winter_stock_limit (municipality_id, depot, good, order_below)
            values (:municipality, :depot, :good, :below)
            on conflict (municipality_id, depot, good) do update
            set order_below = excluded.order_below, told_at = null\
            """)
                .param("municipality", municipality)
                .param("depot", depot(municipality, form))
                .param("good", form.choice("good", Good.class).name())
                .param("below", Doses.number(form, "below", 0.1, LARGEST))
                .update();
        auditLog.record(access.person(), municipality, "stock-limit.changed", form.value("below"));
        warn(municipality);
    }

    private String depot(long municipality, Form form) {
        String named = form.value("depot").strip();
        if (!listDepots(municipality).contains(named)) {
            throw Refusal.badInput("winter.refusal.depot", named).at("depot");
        }
        return named;
    }

    /** Books what the proofs of tours say was spread, each once, and tells those who order when it gets low. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "winter/stock")
    @Transactional
    void book() {
        List<Used> used = jdbc.sql("""
            select f.id, f.municipality_id, f.content #> '{work,tour}' as tour,
                            coalesce(f.content -> 'evidence', '[]') as evidence,
                coalesce(d.name, (select min(name) from fleet_depot o where o.municipality_id = f.municipality_id), '')
                    as depot
            from proof f
            left join fleet_vehicle v on v.id = (f.content #>> '{work,tour,vehicleId}')::bigint
            left join fleet_depot d on d.id = v.depot_id and d.municipality_id = f.municipality_id
            where f.source = 'winter' and f.kind = 'TOUR' and jsonb_typeof(f.content #> '{work,tour}') = 'object'
              and f.content #>> '{decision,measure}' in ('winter.measure.salt', 'winter.measure.grit')
              and not exists (select from winter_stock_booked b where b.proof_id = f.id)
            order by f.id limit :most\
            """)
                .param("most", BOOKED_AT_ONCE)
                .query((rs, n) -> new Used(
                        rs.getLong("id"),
                        rs.getLong("municipality_id"),
                        rs.getString("depot"),
                        json.readValue(rs.getString("tour"), TourResult.class),
                        List.of(json.readValue(rs.getString("evidence"), Evidence[].class))))
                .list();
        used.forEach(this::book);
        used.stream().map(Used::municipality).distinct().forEach(this::warn);
    }

    private record Used(long proof, long municipality, String depot, TourResult tour, List<Evidence> evidence) {}

    private void book(Used used) {
        jdbc.sql("insert into winter_stock_booked values (:proof, :municipality)")
                .param("proof", used.proof())
                .param("municipality", used.municipality())
                .update();
        TourResult tour = used.tour();
        Dose.Spread spread = Dose.Spread.of(
                tour, used.evidence(), doses.table(used.municipality()).widthMetres());
        spread.goods()
                .forEach((good, amount) -> insert(
                        used.municipality(),
                        used.depot(),
                        good,
                        "USE",
                        amount,
                        spread.basis(),
                        used.proof(),
                        tour.endedAt(),
                        tour.name(),
                        ""));
    }

    private void insert(
            long municipality,
            String depot,
            Good good,
            String kind,
            double amount,
            @Nullable String basis,
            @Nullable Long proof,
            Instant at,
            String note,
            String person) {
        jdbc.sql("""
            insert into winter_stock_entry (municipality_id, depot, good, kind, amount, basis, proof_id, at, note,
                person_name)
            values (:municipality, :depot, :good, :kind, :amount, :basis, :proof, :at, :note, :person)\
            """)
                .param("municipality", municipality)
                .param("depot", depot)
                .param("good", good.name())
                .param("kind", kind)
                .param("amount", amount)
                .param("basis", basis)
                .param("proof", proof)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("note", note)
                .param("person", person)
                .update();
    }

    /** Tells those who order, once, until there is enough again. */
    private void warn(long municipality) {
        for (Level level : levels(municipality)) {
            int changed = jdbc.sql("""
                update winter_stock_limit set told_at = :told
                where municipality_id = :municipality and depot = :depot and good = :good
                  and (told_at is null) = :low\
                """)
                    .param("told", level.isLow() ? clock.instant().atOffset(ZoneOffset.UTC) : null)
                    .param("municipality", municipality)
                    .param("depot", level.depot())
                    .param("good", level.good().name())
                    .param("low", level.isLow())
                    .update();
            if (changed > 0 && level.isLow()) {
                people.listActiveWith(Permission.KEEP_FLEET, municipality)
                        .forEach(person -> notifications.tell(notice(person.id(), municipality, level)));
            }
        }
    }

    private static Notice notice(long person, long municipality, Level level) {
        return new Notice(
                person,
                municipality,
                TOPIC,
                "winter.stock.low",
                List.of(
                        level.depot(),
                        Notice.TEXT + "winter.stock.good." + level.good(),
                        String.format(Locale.GERMANY, "%.1f", level.amount())),
                "/winter/stock?municipality=" + municipality);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
