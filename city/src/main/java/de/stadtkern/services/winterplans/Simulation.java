package de.stadtkern.services.winterplans;

import de.stadtkern.kernel.operations.Proposals.Raised;
import de.stadtkern.kernel.planning.TourPlans.Planned;
import de.stadtkern.kernel.planning.TourPlans.Result;
import de.stadtkern.kernel.planning.TourPlans.Served;
import de.stadtkern.services.winterplans.WinterPlan.Deadlines;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a plan would have meant in nights that have been: had it been driven when the danger was recognised, but not before
 * its alarm time. A night lasts from noon to noon and is named by its morning. The tours stay those of the plan.
 */
final class Simulation {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int DAY = 24 * 3600;

    private Simulation() {}

    /**
     * A night in which the plan is driven.
     *
     * @param recognised when the rule first found a danger
     * @param danger text key of what it found
     * @param start when the vehicles leave
     * @param late streets, passes counted, that are done after they are due
     * @param worstMinutes by how much at most
     */
    record Night(LocalDate morning, Instant recognised, String danger, Instant start, int late, double worstMinutes) {}

    /** What driving the plan once takes, in km, h, kg and €. */
    record Effort(double kilometres, double hours, double kilograms, double euros) {

        static Effort of(Result result, double perKilometre, double perHour) {
            double kilometres =
                    result.tours().stream().mapToDouble(Planned::metres).sum() / 1000;
            double hours = result.tours().stream().mapToDouble(Planned::seconds).sum() / 3600;
            double kilograms = result.tours().stream()
                    .flatMap(tour -> tour.stops().stream())
                    .mapToDouble(stop -> stop.job().demand())
                    .sum();
            return new Effort(kilometres, hours, kilograms, kilometres * perKilometre + hours * perHour);
        }
    }

    /** The nights of the dangers, oldest first. */
    static List<Night> nights(List<Raised> dangers, Result result, Deadlines workdays, Deadlines weekends) {
        Map<LocalDate, Raised> first = new TreeMap<>();
        dangers.forEach(danger -> first.merge(
                danger.at().plus(Duration.ofHours(12)).atZone(TOWN).toLocalDate(),
                danger,
                (one, other) -> one.at().isAfter(other.at()) ? other : one));
        List<Night> nights = new ArrayList<>();
        first.forEach((morning, danger) -> {
            Instant alarm = morning.atTime(result.begin()).atZone(TOWN).toInstant();
            Instant start = danger.at().isAfter(alarm) ? danger.at() : alarm;
            Deadlines due = WEEKEND.contains(morning.getDayOfWeek()) ? weekends : workdays;
            List<Double> delays =
                    delays(result, due, Duration.between(alarm, start).toSeconds());
            nights.add(new Night(
                    morning,
                    danger.at(),
                    danger.headline(),
                    start,
                    delays.size(),
                    delays.stream().mapToDouble(one -> one / 60).max().orElse(0)));
        });
        return nights;
    }

    /** By how many seconds streets are late when everything begins so much later. */
    private static List<Double> delays(Result result, Deadlines deadlines, double later) {
        return result.tours().stream()
                .flatMap(tour -> tour.stops().stream())
                .filter(stop -> stop.job().urgency() != null)
                .map(stop -> stop.end() + later - due(result.begin(), stop, deadlines))
                .filter(late -> late > 0)
                .toList();
    }

    private static double due(LocalTime begin, Served stop, Deadlines deadlines) {
        Integer urgency = stop.job().urgency();
        LocalTime due = deadlines.of(urgency == null ? 3 : urgency);
        return Math.floorMod(due.toSecondOfDay() - begin.toSecondOfDay(), DAY);
    }
}
