package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.wastefigures.Catchment.Stand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would change, at the intervals of today.
 *
 * @param rows bins that are changed, or whose load is
 * @param before of all bins; {@code after} likewise
 */
record WhatIf(List<Row> rows, Sum before, Sum after) {

    private static final double WEEKS_PER_YEAR = 365.25 / 7;
    private static final double DEFAULT_WEEKS = 1;
    private static final double HARDLY = 0.005;

    /** What happens to a bin. */
    enum Kind {
        ADDED,
        CHANGED,
        REMOVED,
        NEIGHBOUR
    }

    /**
     * One bin.
     *
     * @param id below 0 for a new one
     * @param name empty for a new one
     * @param known whether enough is known of it; otherwise its waste counts as none
     * @param before null for a new one
     * @param after null for one that is taken away
     */
    record Row(
            long id,
            String name,
            Position position,
            Kind kind,
            boolean known,
            @Nullable State before,
            @Nullable State after) {}

    /**
     * How a bin does.
     *
     * @param litres volume
     * @param litresPerWeek that come in, with what does not fit
     * @param weeks from one emptying to the next
     */
    record State(double litres, double litresPerWeek, double weeks) {

        double inflow() {
            return litresPerWeek * weeks / litres;
        }

        double level() {
            return Overflow.USUAL.level(inflow());
        }

        double overflow() {
            return Overflow.USUAL.share(inflow());
        }

        /** The least and the most that the overflow may be when waste comes steadier or less so than assumed. */
        double leastOverflow() {
            return Math.min(Overflow.STEADY.share(inflow()), Overflow.RESTLESS.share(inflow()));
        }

        double mostOverflow() {
            return Math.max(Overflow.STEADY.share(inflow()), Overflow.RESTLESS.share(inflow()));
        }

        /** Emptyings in a year that keep the overflow at this share. */
        double needed(double share) {
            return WEEKS_PER_YEAR * litresPerWeek / litres / Overflow.USUAL.inflowFor(share);
        }
    }

    /** @param needed emptyings in a year */
    record Sum(int bins, double litresPerWeek, double needed) {}

    /** A bin of either side of the comparison. */
    private record Side(Stand stand, String name, double litres, double weeks, boolean known, double extra) {}

    /** Refused with 400 when the draft names a bin that is not there. */
    static WhatIf of(List<Bin> bins, Draft draft, FiguresSettings settings) {
        Map<Fraction, Double> usual = usualWeeks(bins);
        Map<Long, Side> today = new LinkedHashMap<>();
        Map<Stand, Double> loads = new LinkedHashMap<>();
        for (Bin bin : bins) {
            Double weeks = bin.weeksBetween();
            Double level = bin.counts().meanLevel();
            boolean known = weeks != null && level != null;
            double interval = weeks == null ? usual.getOrDefault(bin.fraction(), DEFAULT_WEEKS) : weeks;
            Stand stand = new Stand(bin.id(), bin.fraction(), bin.position());
            today.put(bin.id(), new Side(stand, bin.name(), bin.litres(), interval, known, 0));
            loads.put(stand, known && level != null ? Overflow.USUAL.inflowAt(level) * bin.litres() / interval : 0);
        }
        Map<Long, Side> then = new LinkedHashMap<>(today);
        long fresh = 0;
        for (Draft.Change change : draft.changes()) {
            switch (change) {
                case Draft.Move move -> then.put(move.bin(), moved(there(then, move.bin()), move.to()));
                case Draft.Resize resize -> then.put(resize.bin(), resized(there(then, resize.bin()), resize.litres()));
                case Draft.Remove remove ->
                    then.remove(there(then, remove.bin()).stand().id());
                case Draft.Add add -> {
                    fresh--;
                    then.put(
                            fresh,
                            new Side(
                                    new Stand(fresh, add.fraction(), add.at()),
                                    "",
                                    add.litres(),
                                    usual.getOrDefault(add.fraction(), DEFAULT_WEEKS),
                                    true,
                                    add.extra()));
                }
            }
        }
        Map<Long, Double> before = new LinkedHashMap<>();
        loads.forEach((stand, litres) -> before.put(stand.id(), litres));
        Map<Long, Double> after = new Catchment(settings.nearMetres(), settings.halfMetres())
                .loads(loads, then.values().stream().map(Side::stand).toList());
        then.values().stream()
                .filter(side -> side.extra() > 0)
                .forEach(side -> after.merge(side.stand().id(), side.extra(), Double::sum));
        return new WhatIf(
                rows(today, then, before, after),
                sum(today, before, settings.mostOverflow()),
                sum(then, after, settings.mostOverflow()));
    }

    private static List<Row> rows(
            Map<Long, Side> today, Map<Long, Side> then, Map<Long, Double> before, Map<Long, Double> after) {
        List<Row> rows = new ArrayList<>();
        Map<Long, Side> all = new LinkedHashMap<>(today);
        all.putAll(then);
        all.forEach((id, side) -> {
            State was = state(today.get(id), before.get(id));
            State willBe = state(then.get(id), after.get(id));
            Kind kind = kind(today.get(id), then.get(id));
            boolean touched = was == null
                    || willBe == null
                    || Math.abs(was.litresPerWeek() - willBe.litresPerWeek()) > HARDLY * was.litresPerWeek();
            if (kind != Kind.NEIGHBOUR || touched) {
                rows.add(new Row(id, side.name(), side.stand().position(), kind, side.known(), was, willBe));
            }
        });
        rows.sort(Comparator.comparing(Row::kind));
        return rows;
    }

    private static Kind kind(@Nullable Side was, @Nullable Side willBe) {
        if (was == null) {
            return Kind.ADDED;
        }
        if (willBe == null) {
            return Kind.REMOVED;
        }
        return was.equals(willBe) ? Kind.NEIGHBOUR : Kind.CHANGED;
    }

    private static @Nullable State state(@Nullable Side side, @Nullable Double load) {
        return side == null ? null : new State(side.litres(), load == null ? 0 : load, side.weeks());
    }

    private static Sum sum(Map<Long, Side> sides, Map<Long, Double> loads, double share) {
        double litres = 0;
        double needed = 0;
        for (Side side : sides.values()) {
            State state =
                    new State(side.litres(), loads.getOrDefault(side.stand().id(), 0.0), side.weeks());
            litres += state.litresPerWeek();
            needed += state.needed(share);
        }
        return new Sum(sides.size(), litres, needed);
    }

    private static Side there(Map<Long, Side> sides, long id) {
        Side side = sides.get(id);
        if (side == null) {
            throw Refusal.badInput("wastefigures.refusal.bin", id).at("bin");
        }
        return side;
    }

    private static Side moved(Side side, Position to) {
        Stand stand = new Stand(side.stand().id(), side.stand().fraction(), to);
        return new Side(stand, side.name(), side.litres(), side.weeks(), side.known(), side.extra());
    }

    private static Side resized(Side side, double litres) {
        return new Side(side.stand(), side.name(), litres, side.weeks(), side.known(), side.extra());
    }

    /** The median of each content. */
    private static Map<Fraction, Double> usualWeeks(List<Bin> bins) {
        Map<Fraction, List<Double>> weeks = new EnumMap<>(Fraction.class);
        for (Bin bin : bins) {
            Double between = bin.weeksBetween();
            if (between != null) {
                weeks.computeIfAbsent(bin.fraction(), one -> new ArrayList<>()).add(between);
            }
        }
        Map<Fraction, Double> medians = new EnumMap<>(Fraction.class);
        weeks.forEach((fraction, all) -> {
            all.sort(Comparator.naturalOrder());
            medians.put(fraction, Objects.requireNonNull(all.get(all.size() / 2)));
        });
        return medians;
    }
}
