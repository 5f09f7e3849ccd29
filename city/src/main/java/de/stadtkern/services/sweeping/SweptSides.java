package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.ProofGrade;
import de.stadtkern.kernel.operations.Proofs;
import de.stadtkern.kernel.operations.ProvenStreet;
import de.stadtkern.kernel.operations.TourResult;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import de.stadtkern.services.sweeping.SweepingRunRows.Planned;
import de.stadtkern.services.sweeping.SweepingRunRows.Run;
import de.stadtkern.services.sweeping.SweepingRunRows.Tipping;
import de.stadtkern.services.sweeping.SweepingRunRows.Word;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was swept of what was planned, side by side. With the broom on the right the direction of driving is the side; on
 * the left of a one-way street only the crew's word counts.
 */
@Component
class SweptSides {

    /** A day may be driven so long before or after it was planned. */
    private static final Duration AROUND = Duration.ofDays(60);

    private static final double DONE = 0.9;
    private static final int MOST_CUBIC_METRES = 1000;
    private static final int MOST_KILOGRAMS = 1_000_000;

    private final SweepingRunRows rows;
    private final Proofs proofs;
    private final Streets streets;
    private final Access access;
    private final Clock clock;

    SweptSides(SweepingRunRows rows, Proofs proofs, Streets streets, Access access, Clock clock) {
        this.rows = rows;
        this.proofs = proofs;
        this.streets = streets;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A side on the day for which it was planned.
     *
     * @param share of its length that was swept, 0 to 1
     * @param grade what proves it; null when nothing does
     * @param needsWord whether only the crew can say it
     */
    record Swept(
            Run run,
            Planned planned,
            State state,
            double share,
            double unprovenShare,
            @Nullable Instant first,
            @Nullable Instant last,
            int passes,
            @Nullable ProofGrade grade,
            boolean needsWord) {}

    /** How far a side is. */
    enum State {
        UNDECIDED(Mark.UNKNOWN),
        OPEN(Mark.PLANNED),
        PARTLY(Mark.WARNING),
        NOT_SWEPT(Mark.DANGER),
        SWEPT(Mark.DONE);

        private final Mark mark;

        State(Mark mark) {
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }
    }

    /**
     * Work of a month in a part of the town.
     *
     * @param hours the time of the tours, divided by the metres swept
     * @param cubicMetres what was tipped in the month, divided by the metres swept
     */
    record Figure(
            YearMonth month, String quarter, double kilometres, double hours, double cubicMetres, double kilograms) {}

    /** Of what was planned for days from (inclusive) until (exclusive). */
    List<Swept> list(long municipality, LocalDate from, LocalDate until) {
        List<Run> runs = runs(municipality, from, until);
        Map<Long, List<TourResult>> tours = tours(municipality, from, until);
        Map<Long, Run> byId = runs.stream().collect(Collectors.toMap(Run::id, Function.identity()));
        List<Planned> planned = rows.sides(municipality, from, until);
        Map<Long, Segment> segments =
                streets
                        .listByIds(planned.stream()
                                .map(Planned::segmentId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Segment::id, Function.identity()));
        List<Word> words = rows.words(municipality, from, until);
        return planned.stream()
                .map(side -> swept(
                        Objects.requireNonNull(byId.get(side.runId())),
                        side,
                        segments.get(side.segmentId()),
                        tours,
                        words))
                .toList();
    }

    private List<Run> runs(long municipality, LocalDate from, LocalDate until) {
        access.require(Permission.SEE_OPERATIONS, municipality);
        return rows.runs(municipality, from, until);
    }

    /** By their orders. */
    private Map<Long, List<TourResult>> tours(long municipality, LocalDate from, LocalDate until) {
        Instant begin = from.atStartOfDay(Rule.TOWN).toInstant().minus(AROUND);
        Instant end = until.atStartOfDay(Rule.TOWN).toInstant().plus(AROUND);
        return proofs.listTours(municipality, SweepingRuns.SOURCE, begin, end).stream()
                .collect(Collectors.groupingBy(TourResult::orderId));
    }

    private static Swept swept(
            Run run, Planned side, @Nullable Segment segment, Map<Long, List<TourResult>> tours, List<Word> words) {
        List<TourResult> driven = run.orderId() == null ? List.of() : tours.getOrDefault(run.orderId(), List.of());
        boolean needsWord = segment != null && segment.oneWay() && side.side() == Rule.Side.LEFT;
        List<ProvenStreet> proven = driven.stream()
                .flatMap(tour -> proofs(tour, side, needsWord).stream())
                .toList();
        Word word = words.stream()
                .filter(one ->
                        one.day().equals(run.day()) && one.segmentId() == side.segmentId() && one.side() == side.side())
                .findFirst()
                .orElse(null);
        ProvenStreet best = proven.stream()
                .max(Comparator.comparingDouble(ProvenStreet::share))
                .orElse(null);
        double share = best == null ? 0 : best.share();
        if (word != null && share < DONE) {
            return new Swept(
                    run, side, State.SWEPT, 1, 0, word.saidAt(), word.saidAt(), 1, ProofGrade.MANUAL, needsWord);
        }
        return new Swept(
                run,
                side,
                state(run, driven, share),
                share,
                best == null ? 0 : best.unprovenShare(),
                proven.stream()
                        .map(ProvenStreet::first)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                proven.stream()
                        .map(ProvenStreet::last)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                proven.stream().mapToInt(ProvenStreet::passes).sum(),
                best == null || share == 0 ? null : best.grade(),
                needsWord);
    }

    /** What the tour proves of the side; on the left of a one-way street what the crew ticked beyond the right. */
    private static List<ProvenStreet> proofs(TourResult tour, Planned side, boolean needsWord) {
        List<ProvenStreet> here = tour.streets().stream()
                .filter(one -> one.segmentId() == side.segmentId())
                .toList();
        if (!needsWord) {
            return here.stream()
                    .filter(one -> one.forward() == (side.side() == Rule.Side.RIGHT))
                    .toList();
        }
        return here.stream()
                .filter(one -> one.grade() == ProofGrade.MANUAL && one.share() > 0)
                .skip(1)
                .toList();
    }

    private static State state(Run run, List<TourResult> driven, double share) {
        if (share >= DONE) {
            return State.SWEPT;
        }
        if (share > 0) {
            return State.PARTLY;
        }
        if (run.orderId() == null) {
            return State.UNDECIDED;
        }
        return driven.isEmpty() ? State.OPEN : State.NOT_SWEPT;
    }

    /** The crew, or the officer for it, says that a side was swept. */
    @Transactional
    void say(long municipality, Form form) {
        Person person = requireWorker(municipality);
        Fields fields = new Fields(form);
        LocalDate day = fields.day("day");
        long segment = fields.id("segment");
        Rule.Side side = form.choice("side", Rule.Side.class);
        if (rows.sides(municipality, day, day.plusDays(1)).stream()
                .noneMatch(one -> one.segmentId() == segment && one.side() == side)) {
            throw Refusal.badInput("sweeping.refusal.not-planned", day).at("day");
        }
        rows.say(municipality, new Word(day, segment, side, person.name(), clock.instant()));
    }

    @Transactional
    void tip(long municipality, Form form) {
        Person person = requireWorker(municipality);
        Fields fields = new Fields(form);
        LocalDate today = clock.instant().atZone(Rule.TOWN).toLocalDate();
        LocalDate day = fields.dayOr("day", today);
        if (day.isAfter(today)) {
            throw Refusal.badInput("sweeping.refusal.day-ahead", day).at("day");
        }
        BigDecimal cubicMetres = fields.numberOrNull("cubicMetres", MOST_CUBIC_METRES);
        BigDecimal kilograms = fields.numberOrNull("kilograms", MOST_KILOGRAMS);
        if (cubicMetres == null && kilograms == null) {
            throw Refusal.badInput("sweeping.refusal.nothing-tipped").at("cubicMetres");
        }
        rows.tip(
                municipality,
                new Tipping(
                        day,
                        fields.text("station"),
                        cubicMetres == null ? null : cubicMetres.doubleValue(),
                        kilograms == null ? null : kilograms.doubleValue(),
                        person.name()),
                clock.instant());
    }

    List<Tipping> tippings(long municipality, LocalDate from, LocalDate until) {
        access.require(Permission.SEE_OPERATIONS, municipality);
        return rows.tippings(municipality, from, until);
    }

    private Person requireWorker(long municipality) {
        return access.allows(Permission.CARRY_OUT_ORDERS, municipality)
                ? access.person()
                : access.require(Permission.PLAN_TOURS, municipality);
    }

    /** Of a year, by month and part of the town. */
    List<Figure> figures(long municipality, int year) {
        LocalDate from = LocalDate.of(year, 1, 1);
        LocalDate until = from.plusYears(1);
        Map<YearMonth, Map<String, Double>> metres = new TreeMap<>();
        Map<Long, YearMonth> months = new HashMap<>();
        for (Swept one : list(municipality, from, until)) {
            YearMonth month = YearMonth.from(one.run().day());
            if (one.run().orderId() != null) {
                months.put(one.run().orderId(), month);
            }
            metres.computeIfAbsent(month, key -> new TreeMap<>())
                    .merge(one.planned().quarter(), one.share() * one.planned().metres(), Double::sum);
        }
        Map<YearMonth, Double> hours = new HashMap<>();
        tours(municipality, from, until).forEach((order, driven) -> {
            YearMonth month = months.get(order);
            if (month != null) {
                driven.forEach(tour -> hours.merge(
                        month,
                        Duration.between(tour.startedAt(), tour.endedAt()).toSeconds() / 3600.0,
                        Double::sum));
            }
        });
        List<Tipping> tipped = rows.tippings(municipality, from, until);
        List<Figure> figures = new ArrayList<>();
        tipped.forEach(one -> metres.computeIfAbsent(YearMonth.from(one.day()), key -> new TreeMap<>()));
        metres.forEach((month, byQuarter) -> {
            double all =
                    byQuarter.values().stream().mapToDouble(Double::doubleValue).sum();
            double cubicMetres = sum(tipped, month, Tipping::cubicMetres);
            double kilograms = sum(tipped, month, Tipping::kilograms);
            if (all == 0) {
                figures.add(new Figure(month, "", 0, hours.getOrDefault(month, 0.0), cubicMetres, kilograms));
                return;
            }
            byQuarter.forEach((quarter, some) -> figures.add(new Figure(
                    month,
                    quarter,
                    some / 1000,
                    hours.getOrDefault(month, 0.0) * some / all,
                    cubicMetres * some / all,
                    kilograms * some / all)));
        });
        return figures;
    }

    private static double sum(List<Tipping> tipped, YearMonth month, Function<Tipping, @Nullable Double> what) {
        return tipped.stream()
                .filter(one -> YearMonth.from(one.day()).equals(month))
                .map(what)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
