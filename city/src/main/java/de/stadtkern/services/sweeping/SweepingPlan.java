package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Register;
import de.stadtkern.kernel.streets.RegisteredSegment;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.SegmentFilter;
import de.stadtkern.kernel.streets.Streets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is swept when: public by design, kept by those who keep the streets. */
@Component
class SweepingPlan {

    private static final int MOST_WEEKS = 52;
    private static final int LONGEST_LEAD_HOURS = 24 * 28;
    private static final int LONGEST_TIP_MINUTES = 240;

    private final SweepingRows rows;
    private final Streets streets;
    private final Addresses addresses;
    private final Access access;
    private final AuditLog auditLog;

    SweepingPlan(SweepingRows rows, Streets streets, Addresses addresses, Access access, AuditLog auditLog) {
        this.rows = rows;
        this.streets = streets;
        this.addresses = addresses;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** One side of one segment on one day. */
    record Pass(Segment segment, Rule.Side side, Rule rule, Rule.Day day) {

        /** The name of the street; the number of the segment when it has none. */
        String street() {
            return segment.name().isBlank() ? "#" + segment.id() : segment.name();
        }
    }

    /**
     * What people read: a street on a day.
     *
     * @param hours null when nobody has said so
     * @param passes its segments and sides
     */
    record Line(
            String street,
            Rule.Day day,
            Rule.Sides sides,
            Set<Rule.Kind> kinds,
            Rule.@Nullable Hours hours,
            boolean noParking,
            List<Pass> passes) {

        double metres() {
            return passes.stream()
                    .mapToDouble(one -> one.segment().lengthMetres())
                    .sum();
        }

        private static Line of(List<Pass> passes) {
            Pass first = passes.getFirst();
            return new Line(
                    first.street(),
                    first.day(),
                    Rule.Sides.of(passes.stream().map(Pass::side).collect(Collectors.toSet())),
                    passes.stream()
                            .map(one -> one.rule().kind())
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.Kind.class))),
                    passes.stream()
                            .map(one -> one.rule().hours())
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null),
                    passes.stream().anyMatch(one -> one.rule().noParking()),
                    passes);
        }
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

    Policy policy(long municipality) {
        return rows.policy(municipality);
    }

    List<Rule> rules(long municipality) {
        return rows.rules(municipality);
    }

    /** Whether on the day a rule for leaves holds anywhere. */
    boolean isLeafSeason(long municipality, LocalDate day) {
        return rules(municipality).stream()
                .filter(rule -> rule.kind() == Rule.Kind.LEAVES)
                .anyMatch(rule -> rule.season().has(day));
    }

    List<SweepingRows.Station> stations(long municipality) {
        return rows.stations(municipality);
    }

    /** All that is swept from (inclusive) until (exclusive), by day and street; markets are for {@link SweepingRuns}. */
    List<Line> lines(long municipality, LocalDate from, LocalDate until) {
        return lines(passes(municipality, rules(municipality), null, from, until));
    }

    /** The same of one street. */
    List<Line> linesOf(long municipality, String street, LocalDate from, LocalDate until) {
        return lines(passes(municipality, rules(municipality), street, from, until));
    }

    /** Where it is swept after a storm, each once, if it is swept on the day. */
    List<Line> storm(long municipality, LocalDate day) {
        return lines(rules(municipality).stream()
                .filter(rule -> rule.kind() == Rule.Kind.STORM && rule.season().has(day))
                .flatMap(rule -> passes(municipality, rule, List.of(new Rule.Day(day, day))))
                .toList());
    }

    /** Where it is swept after markets. */
    List<Line> markets(long municipality, LocalDate from, LocalDate until) {
        Policy policy = policy(municipality);
        return lines(rules(municipality).stream()
                .filter(rule -> rule.kind() == Rule.Kind.MARKET)
                .flatMap(rule -> passes(municipality, rule, rule.days(from, until, policy)))
                .toList());
    }

    private Stream<Pass> passes(long municipality, Rule rule, List<Rule.Day> days) {
        return segments(municipality, List.of(rule), null).stream()
                .filter(one -> isAbout(rule, one))
                .flatMap(one -> each(one.segment(), rule, days));
    }

    /** The rules of a street, those for all of it and those for parts; of leaves as well. */
    List<Rule> rulesOf(long municipality, String street) {
        List<Rule> rules = rules(municipality);
        List<RegisteredSegment> segments = segments(municipality, rules, street);
        return rules.stream()
                .filter(rule ->
                        segments.stream().anyMatch(one -> holding(rules, one).contains(rule)))
                .toList();
    }

    /** The streets for which there is a plan, by name, whose name contains the words. */
    List<String> streetsNamed(long municipality, String words) {
        List<Rule> rules = rules(municipality);
        SegmentFilter filter =
                new SegmentFilter(words, "", Set.of(), Set.of(), Set.of(), null, null, null, "", List.of());
        return streets.listRegistered(municipality, filter).stream()
                .filter(one -> !one.segment().name().isBlank())
                .filter(one -> holding(rules, one).stream()
                        .anyMatch(rule -> !rule.rhythm().days().isEmpty()))
                .map(one -> one.segment().name())
                .distinct()
                .sorted()
                .toList();
    }

    private List<Pass> passes(
            long municipality, List<Rule> rules, @Nullable String street, LocalDate from, LocalDate until) {
        Policy policy = policy(municipality);
        Map<Rule, List<Rule.Day>> days = new LinkedHashMap<>();
        return segments(municipality, rules, street).stream()
                .flatMap(one -> holding(rules, one).stream()
                        .flatMap(rule -> each(
                                one.segment(),
                                rule,
                                days.computeIfAbsent(rule, held -> held.days(from, until, policy)))))
                .toList();
    }

    private static Stream<Pass> each(Segment segment, Rule rule, List<Rule.Day> days) {
        return days.stream()
                .flatMap(day -> rule.sides().each().stream().map(side -> new Pass(segment, side, rule, day)));
    }

    /** The regular rules of the narrowest kind that the segment has, and all for leaves. */
    private static List<Rule> holding(List<Rule> rules, RegisteredSegment segment) {
        List<Rule> about = rules.stream().filter(rule -> isAbout(rule, segment)).toList();
        Optional<Rule.Target> narrowest = about.stream()
                .filter(rule -> rule.kind() == Rule.Kind.REGULAR)
                .map(Rule::target)
                .max(Comparator.naturalOrder());
        return about.stream()
                .filter(rule -> rule.kind() == Rule.Kind.LEAVES
                        || (rule.kind() == Rule.Kind.REGULAR
                                && narrowest.filter(rule.target()::equals).isPresent()))
                .toList();
    }

    private static boolean isAbout(Rule rule, RegisteredSegment one) {
        return switch (rule.target()) {
            case CLASS -> one.register().sweepingClass().equals(rule.name());
            case STREET -> one.segment().name().equalsIgnoreCase(rule.name());
            case SEGMENT -> Long.toString(one.segment().id()).equals(rule.name());
        };
    }

    /** The segments that any of the rules can be about, in the order of their ids. */
    private List<RegisteredSegment> segments(long municipality, List<Rule> rules, @Nullable String street) {
        if (street != null) {
            return streets.listRegistered(municipality, SegmentFilter.ALL.ofStreet(street));
        }
        Map<Long, RegisteredSegment> found = new TreeMap<>();
        Set<String> classes = names(rules, Rule.Target.CLASS);
        if (!classes.isEmpty()) {
            add(found, streets.listRegistered(municipality, SegmentFilter.ALL.ofSweepingClasses(classes)));
        }
        names(rules, Rule.Target.STREET)
                .forEach(name -> add(found, streets.listRegistered(municipality, SegmentFilter.ALL.ofStreet(name))));
        List<Long> ids =
                names(rules, Rule.Target.SEGMENT).stream().map(Long::valueOf).toList();
        add(
                found,
                streets.listByIds(ids).stream()
                        .map(segment -> new RegisteredSegment(segment, Register.EMPTY))
                        .toList());
        return List.copyOf(found.values());
    }

    private static void add(Map<Long, RegisteredSegment> found, Collection<RegisteredSegment> more) {
        more.forEach(one -> found.putIfAbsent(one.segment().id(), one));
    }

    private static Set<String> names(List<Rule> rules, Rule.Target target) {
        return rules.stream()
                .filter(rule -> rule.target() == target)
                .map(Rule::name)
                .collect(Collectors.toSet());
    }

    /** A side that several rules name on the same day is swept once. */
    private static List<Line> lines(List<Pass> passes) {
        Map<String, Map<String, Pass>> groups = new LinkedHashMap<>();
        passes.stream()
                .sorted(Comparator.comparing((Pass one) -> one.day().day()).thenComparing(Pass::street))
                .forEach(one -> groups.computeIfAbsent(
                                one.day().day() + " " + one.street(), key -> new LinkedHashMap<>())
                        .putIfAbsent(one.segment().id() + " " + one.side(), one));
        return groups.values().stream()
                .map(group -> Line.of(List.copyOf(group.values())))
                .toList();
    }

    @Transactional
    void putPolicy(long municipality, Form form) {
        Person person = access.require(Permission.KEEP_STREETS, municipality);
        Fields fields = new Fields(form);
        rows.put(
                municipality,
                new Policy(
                        policy(municipality).holidays(),
                        form.choice("onHoliday", Policy.OnHoliday.class),
                        fields.whole("signHours", 1, LONGEST_LEAD_HOURS),
                        form.choice("proration", Policy.Proration.class),
                        form.choice("metres", Policy.Metres.class),
                        fields.textOrEmpty("yard"),
                        new Policy.Sweepings(
                                fields.cubicMetresPerKilometre("sweepings"),
                                fields.cubicMetresPerKilometre("sweepingsLeaves"),
                                fields.whole("tipMinutes", 0, LONGEST_TIP_MINUTES))));
        auditLog.record(person, municipality, "sweep.policy", form.value("onHoliday"));
    }

    @Transactional
    void addRule(long municipality, Form form) {
        Person person = access.require(Permission.KEEP_STREETS, municipality);
        Rule rule = rule(municipality, form);
        rows.insert(rule);
        auditLog.record(person, municipality, "sweep.rule", rule.kind() + " " + rule.target() + " " + rule.name());
    }

    private Rule rule(long municipality, Form form) {
        Fields fields = new Fields(form);
        Rule.Target target = form.choice("target", Rule.Target.class);
        String name = fields.text("name");
        requireKnown(municipality, target, name);
        Set<DayOfWeek> days = Arrays.stream(DayOfWeek.values())
                .filter(day -> fields.isTicked("day-" + day))
                .collect(Collectors.toSet());
        Rule.Rhythm rhythm = new Rule.Rhythm(
                fields.whole("every", 1, MOST_WEEKS),
                form.choice("unit", Rule.Unit.class),
                days,
                fields.whole("nth", 1, Rule.Rhythm.LAST),
                fields.day("anchor"));
        Rule.Season season =
                form.value("seasonFrom").isBlank() && form.value("seasonUntil").isBlank()
                        ? Rule.Season.ALL_YEAR
                        : new Rule.Season(
                                Fields.monthDay(form.value("seasonFrom"), "seasonFrom"),
                                Fields.monthDay(form.value("seasonUntil"), "seasonUntil"));
        return new Rule(
                0,
                municipality,
                form.choice("kind", Rule.Kind.class),
                target,
                name,
                form.choice("sides", Rule.Sides.class),
                rhythm,
                season,
                fields.hours(),
                fields.isTicked("noParking"));
    }

    private void requireKnown(long municipality, Rule.Target target, String name) {
        boolean known = switch (target) {
            case CLASS -> name.length() <= 12;
            case STREET ->
                !streets.listRegistered(municipality, SegmentFilter.ALL.ofStreet(name))
                        .isEmpty();
            case SEGMENT ->
                name.matches("\\d{1,18}")
                        && !streets.listByIds(List.of(Long.valueOf(name))).isEmpty();
        };
        if (!known) {
            throw Refusal.badInput("sweeping.refusal.target." + target, name).at("name");
        }
    }

    @Transactional
    void deleteRule(long municipality, long id) {
        Person person = access.require(Permission.KEEP_STREETS, municipality);
        if (!rows.deleteRule(municipality, id)) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
        auditLog.record(person, municipality, "sweep.rule-deleted", Long.toString(id));
    }

    @Transactional
    void putStation(long municipality, Form form) {
        Person person = access.require(Permission.KEEP_STREETS, municipality);
        Fields fields = new Fields(form);
        String name = fields.text("stationName");
        String place = fields.text("place");
        FoundAddress found = addresses.find(place, Optional.empty(), 1).stream()
                .filter(one -> one.trust() == FoundAddress.Trust.SURE)
                .findFirst()
                .orElseThrow(
                        () -> Refusal.badInput("sweeping.refusal.place", place).at("place"));
        rows.put(new SweepingRows.Station(
                0,
                municipality,
                name,
                form.choice("stationKind", SweepingRows.Station.Kind.class),
                found.label(),
                found.position()));
        auditLog.record(person, municipality, "sweep.station", name);
    }

    @Transactional
    void deleteStation(long municipality, long id) {
        Person person = access.require(Permission.KEEP_STREETS, municipality);
        if (!rows.deleteStation(municipality, id)) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
        auditLog.record(person, municipality, "sweep.station-deleted", Long.toString(id));
    }
}
