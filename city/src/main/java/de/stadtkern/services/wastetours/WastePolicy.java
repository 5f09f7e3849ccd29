package de.stadtkern.services.wastetours;

import com.fasterxml.jackson.annotation.JsonIgnore;
import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.occasions.Holidays;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a municipality has decided about its tours of bins.
 *
 * @param kinds what holds for each kind of container
 * @param visitEuros that a visit costs besides way and time, at least 0: bags, wear
 * @param euroPerKilometre above 0
 * @param euroPerHour of a vehicle with its crew, above 0
 * @param longest after which a container is emptied for hygiene, unless its kind has an interval of its own
 * @param secondsPerStop that emptying a container takes
 * @param co2PerKilometre in kg that a vehicle drives out
 * @param tips where vehicles are emptied
 * @param begin of the shift
 * @param end of the shift, after its begin
 * @param days of the week on which is worked
 * @param access where containers can be reached only at some times
 * @param holidays on which is worked as on a Sunday; said for all services, and not part of what is decided here
 */
public record WastePolicy(
        Map<Container.Kind, OfKind> kinds,
        double visitEuros,
        double euroPerKilometre,
        double euroPerHour,
        Duration longest,
        double secondsPerStop,
        double co2PerKilometre,
        List<Tip> tips,
        LocalTime begin,
        LocalTime end,
        Set<DayOfWeek> days,
        List<Access> access,
        @JsonIgnore Holidays holidays) {

    /** What holds until somebody says otherwise: guesses, to be replaced by the municipality's own numbers. */
    public static final WastePolicy USUAL = new WastePolicy(
            Arrays.stream(Container.Kind.values()).collect(Collectors.toMap(Function.identity(), kind -> OfKind.USUAL)),
            0.3,
            1.1,
            62,
            Duration.ofDays(14),
            75,
            0.8,
            List.of(),
            LocalTime.of(6, 0),
            LocalTime.of(14, 0),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            List.of(),
            Holidays.NATIONWIDE);

    public WastePolicy {
        kinds = Map.copyOf(kinds);
        tips = List.copyOf(tips);
        days = Set.copyOf(days);
        access = List.copyOf(access);
        holidays = Objects.requireNonNullElse(holidays, Holidays.NATIONWIDE);
    }

    /**
     * What holds for a kind of container.
     *
     * @param overflowEuros what an overflow costs, at least 0
     * @param longestDays after which one is emptied for hygiene; null when it is as for all
     */
    public record OfKind(double overflowEuros, @Nullable Integer longestDays) {

        static final OfKind USUAL = new OfKind(10, null);
    }

    /**
     * Where vehicles are emptied.
     *
     * @param seconds that it takes
     */
    public record Tip(String name, Position place, double seconds) {}

    /**
     * When containers can be reached.
     *
     * @param containerGroup how the places of these containers begin, or the name of one
     * @param until after {@code from}
     * @param closed days of the week on which they cannot be reached at all, as by a market
     */
    public record Access(String containerGroup, LocalTime from, LocalTime until, Set<DayOfWeek> closed) {

        public Access {
            closed = Set.copyOf(closed);
        }

        /** Whether it is about the container; letters large or small. */
        public boolean concerns(Container container) {
            return container.name().equalsIgnoreCase(containerGroup)
                    || container
                            .place()
                            .toLowerCase(Locale.GERMAN)
                            .startsWith(containerGroup.toLowerCase(Locale.GERMAN));
        }
    }

    /** From (inclusive) until (exclusive), by the clock of the town. */
    public record Hours(LocalTime from, LocalTime until) {}

    /** What an overflow of such a container costs, in euros. */
    public double overflowEuros(Container.Kind kind) {
        return of(kind).overflowEuros();
    }

    /** After which such a container is emptied for hygiene. */
    public Duration longest(Container.Kind kind) {
        Integer own = of(kind).longestDays();
        return own == null ? longest : Duration.ofDays(own);
    }

    /** Whether tours are driven on that day. */
    public boolean worksOn(LocalDate day) {
        return days.contains(holidays.weekday(day));
    }

    /** When in the shift the container can be reached on such a day; empty when nobody works or it is closed. */
    public Optional<Hours> hours(Container container, DayOfWeek day) {
        if (!days.contains(day)) {
            return Optional.empty();
        }
        LocalTime from = begin;
        LocalTime until = end;
        for (Access one : access) {
            if (one.concerns(container)) {
                if (one.closed().contains(day)) {
                    return Optional.empty();
                }
                from = from.isBefore(one.from()) ? one.from() : from;
                until = until.isAfter(one.until()) ? one.until() : until;
            }
        }
        return from.isBefore(until) ? Optional.of(new Hours(from, until)) : Optional.empty();
    }

    WastePolicy with(List<Tip> otherTips, List<Access> otherAccess) {
        return with(otherTips, otherAccess, holidays);
    }

    WastePolicy with(Holidays others) {
        return with(tips, access, others);
    }

    private WastePolicy with(List<Tip> otherTips, List<Access> otherAccess, Holidays otherHolidays) {
        return new WastePolicy(
                kinds,
                visitEuros,
                euroPerKilometre,
                euroPerHour,
                longest,
                secondsPerStop,
                co2PerKilometre,
                otherTips,
                begin,
                end,
                days,
                otherAccess,
                otherHolidays);
    }

    OfKind of(Container.Kind kind) {
        return kinds.getOrDefault(kind, OfKind.USUAL);
    }
}
