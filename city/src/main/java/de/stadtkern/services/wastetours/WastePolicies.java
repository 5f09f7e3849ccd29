package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.TourTerms;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.occasions.HolidayCalendar;
import de.stadtkern.kernel.occasions.Holidays;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.wastetours.WastePolicy.OfKind;
import de.stadtkern.services.wastetours.WastePolicy.Tip;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What municipalities have decided about their tours of bins, and who changed it why; kept by those who keep the bins. */
@Component
public class WastePolicies implements TourTerms {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final double LEAST = 0.001;
    private static final double MOST_EUROS = 10_000;
    private static final int MOST_DAYS = 366;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_MINUTES = 240;
    private static final int MOST_ENTRIES = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Addresses addresses;
    private final HolidayCalendar holidays;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;
    private final Period keep;

    WastePolicies(
            JdbcClient jdbc,
            JsonMapper json,
            Addresses addresses,
            HolidayCalendar holidays,
            Access access,
            AuditLog auditLog,
            Clock clock,
            @Value("${stadtkern.wastetours.keep-policy:P3Y}") Period keep) {
        this.jdbc = jdbc;
        this.json = json;
        this.addresses = addresses;
        this.holidays = holidays;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
        this.keep = keep;
    }

    /**
     * A change.
     *
     * @param what by field what stood there before, and after
     */
    record Version(Instant madeAt, String personName, String reason, Map<String, List<String>> what) {}

    /** What holds now; for rules: asks no rights. */
    public WastePolicy get(long municipalityId) {
        return jdbc.sql("""
            select content from wastetours_policy where municipality_id = :municipality order by id desc limit 1\
            """)
                .param("municipality", municipalityId)
                .query((rs, row) -> json.readValue(rs.getString("content"), WastePolicy.class))
                .optional()
                .orElse(WastePolicy.USUAL)
                .with(holidays.get(municipalityId));
    }

    @Override
    public Terms terms(long municipalityId) {
        WastePolicy policy = get(municipalityId);
        return new Terms(
                policy.begin(),
                policy.secondsPerStop(),
                policy.co2PerKilometre(),
                policy.tips().stream()
                        .map(tip -> new Station(tip.place(), tip.seconds()))
                        .toList());
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

    /** Newest first; none when nobody has set anything yet. */
    List<Version> history(long municipality) {
        return jdbc.sql("select * from wastetours_policy where municipality_id = :municipality order by id desc")
                .param("municipality", municipality)
                .query((rs, row) -> new Version(
                        rs.getObject("made_at", OffsetDateTime.class).toInstant(),
                        rs.getString("person_name"),
                        rs.getString("reason"),
                        json.readValue(rs.getString("what"), new TypeReference<Map<String, List<String>>>() {})))
                .list();
    }

    /** Sets everything but tips and access. */
    @Transactional
    void put(long municipality, Form form) {
        Fields fields = new Fields(form);
        Map<Container.Kind, OfKind> kinds = new EnumMap<>(Container.Kind.class);
        for (Container.Kind kind : Container.Kind.values()) {
            String days = "longest-" + kind;
            kinds.put(
                    kind,
                    new OfKind(
                            fields.number("overflow-" + kind, 0, MOST_EUROS),
                            form.value(days).isBlank() ? null : fields.whole(days, 1, MOST_DAYS)));
        }
        LocalTime begin = fields.time("begin");
        WastePolicy wanted = new WastePolicy(
                kinds,
                fields.number("visit", 0, MOST_EUROS),
                fields.number("kilometre", LEAST, MOST_EUROS),
                fields.number("hour", LEAST, MOST_EUROS),
                Duration.ofDays(fields.whole("longest", 1, MOST_DAYS)),
                fields.number("seconds", 1, MOST_SECONDS),
                fields.number("co2", 0, 100),
                List.of(),
                begin,
                fields.timeAfter(begin, "end"),
                fields.someDays("days"),
                List.of(),
                Holidays.NATIONWIDE);
        change(municipality, fields.text("reason"), now -> wanted.with(now.tips(), now.access()));
    }

    /** Adds a tip, or changes the one of this name. */
    @Transactional
    void putTip(long municipality, Form form) {
        Fields fields = new Fields(form);
        Tip tip = new Tip(
                fields.text("tipName"),
                fields.place("tipPlace", addresses),
                fields.number("tipMinutes", 0, MOST_MINUTES) * 60);
        change(municipality, fields.text("tipReason"), now -> {
            List<Tip> tips = new ArrayList<>(now.tips());
            tips.removeIf(one -> one.name().equals(tip.name()));
            tips.add(tip);
            requireFew(tips, "tipName");
            return now.with(tips, now.access());
        });
    }

    @Transactional
    void removeTip(long municipality, Form form) {
        Fields fields = new Fields(form);
        String name = fields.text("tipName");
        change(municipality, fields.text("tipReason"), now -> {
            List<Tip> tips = new ArrayList<>(now.tips());
            if (!tips.removeIf(one -> one.name().equals(name))) {
                throw Refusal.notFound("identity.refusal.not-found").at("tipName");
            }
            return now.with(tips, now.access());
        });
    }

    /** Adds when containers can be reached, or changes it for those that are called the same. */
    @Transactional
    void putAccess(long municipality, Form form) {
        Fields fields = new Fields(form);
        LocalTime from = fields.time("accessFrom");
        WastePolicy.Access rule = new WastePolicy.Access(
                fields.text("accessGroup"), from, fields.timeAfter(from, "accessUntil"), fields.days("closed"));
        change(municipality, fields.text("accessReason"), now -> {
            List<WastePolicy.Access> rules = new ArrayList<>(now.access());
            rules.removeIf(one -> one.containerGroup().equals(rule.containerGroup()));
            rules.add(rule);
            requireFew(rules, "accessGroup");
            return now.with(now.tips(), rules);
        });
    }

    @Transactional
    void removeAccess(long municipality, Form form) {
        Fields fields = new Fields(form);
        String group = fields.text("accessGroup");
        change(municipality, fields.text("accessReason"), now -> {
            List<WastePolicy.Access> rules = new ArrayList<>(now.access());
            if (!rules.removeIf(one -> one.containerGroup().equals(group))) {
                throw Refusal.notFound("identity.refusal.not-found").at("accessGroup");
            }
            return now.with(now.tips(), rules);
        });
    }

    private static void requireFew(List<?> entries, String field) {
        if (entries.size() > MOST_ENTRIES) {
            throw Refusal.tooLarge("wastetours.refusal.many", MOST_ENTRIES).at(field);
        }
    }

    private void change(long municipality, String reason, UnaryOperator<WastePolicy> change) {
        Person person = access.require(Permission.KEEP_CONTAINERS, municipality);
        jdbc.sql("select id from municipality where id = :id for no key update")
                .param("id", municipality)
                .query((rs, row) -> rs.getLong("id"))
                .single();
        WastePolicy before = get(municipality);
        WastePolicy after = change.apply(before);
        Map<String, List<String>> what = differences(before, after);
        if (what.isEmpty()) {
            return;
        }
        jdbc.sql("""
            insert into wastetours_policy (municipality_id, made_at, person_id, person_name, reason, what, content)
            values (:municipality, :now, :person, :name, :reason, :what::jsonb, :content::jsonb)\
            """)
                .param("municipality", municipality)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person.id())
                .param("name", person.name())
                .param("reason", reason)
                .param("what", json.writeValueAsString(what))
                .param("content", json.writeValueAsString(after))
                .update();
        auditLog.record(person, municipality, "waste-policy.changed", what.keySet() + ": " + reason);
    }

    private static Map<String, List<String>> differences(WastePolicy before, WastePolicy after) {
        Map<String, String> old = written(before);
        Map<String, List<String>> what = new LinkedHashMap<>();
        written(after).forEach((field, text) -> {
            String was = old.getOrDefault(field, "");
            if (!was.equals(text)) {
                what.put(field, List.of(was, text));
            }
        });
        return what;
    }

    /** By field, as people type it. */
    static Map<String, String> written(WastePolicy policy) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Container.Kind kind : Container.Kind.values()) {
            Integer days = policy.of(kind).longestDays();
            fields.put("overflow-" + kind, Fields.written(policy.overflowEuros(kind)));
            fields.put("longest-" + kind, days == null ? "" : days.toString());
        }
        fields.put("visit", Fields.written(policy.visitEuros()));
        fields.put("kilometre", Fields.written(policy.euroPerKilometre()));
        fields.put("hour", Fields.written(policy.euroPerHour()));
        fields.put("longest", Long.toString(policy.longest().toDays()));
        fields.put("seconds", Fields.written(policy.secondsPerStop()));
        fields.put("co2", Fields.written(policy.co2PerKilometre()));
        fields.put("begin", policy.begin().toString());
        fields.put("end", policy.end().toString());
        for (DayOfWeek day : DayOfWeek.values()) {
            fields.put("days-" + day, policy.days().contains(day) ? "true" : "");
        }
        fields.put(
                "tips",
                policy.tips().stream()
                        .map(one -> one.name() + " " + Fields.written(one.seconds() / 60) + " min ("
                                + one.place().lat() + ", " + one.place().lon() + ")")
                        .collect(Collectors.joining("; ")));
        fields.put(
                "access",
                policy.access().stream()
                        .map(one -> one.containerGroup() + " " + one.from() + "–" + one.until()
                                + (one.closed().isEmpty() ? "" : " – " + one.closed()))
                        .collect(Collectors.joining("; ")));
        return fields;
    }

    /** Who changed something is forgotten when the time is over; what holds stays. */
    @Scheduled(initialDelay = 19, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "wastetours/forget-policy")
    @Transactional
    void forget() {
        jdbc.sql("""
            delete from wastetours_policy old where made_at < :before and exists (select from wastetours_policy n
                where n.municipality_id = old.municipality_id and n.id > old.id)\
            """)
                .param("before", clock.instant().atZone(TOWN).minus(keep).toOffsetDateTime())
                .update();
    }
}
