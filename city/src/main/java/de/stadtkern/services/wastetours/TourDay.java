package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Station;
import de.stadtkern.services.wastetours.VisitRule.Reason;
import de.stadtkern.tours.Unserved;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tours of a municipality on a day.
 *
 * @param askedBy name of the person who wanted them; empty for the clock
 * @param share 0 to 1, how far the search is
 * @param vehicles those wanted; empty for all at hand
 * @param changed whether a person changed something that no search has taken in yet
 * @param first figures before any person changed anything; null before the first search is done
 * @param result null before the first search is done
 * @param proposalId that is or was decided; null when there was nothing to propose
 * @param orderId that a decision for these tours has made; from then on nothing changes
 * @param fixed whether it was decided to drive the fixed tours
 */
record TourDay(
        long id,
        long municipalityId,
        LocalDate date,
        State state,
        String askedBy,
        Instant askedAt,
        double share,
        List<Long> vehicles,
        boolean changed,
        @Nullable Figures first,
        @Nullable Result result,
        @Nullable Long proposalId,
        @Nullable Long orderId,
        boolean fixed) {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    /** Who works once a week may have holidays on that day. */
    private static final int DAYS_AHEAD = 29;

    /** How far it is. */
    enum State {
        WAITING,
        SEARCHING,
        DONE,
        FAILED
    }

    /** When the tours of that day begin. */
    static Instant begin(WastePolicy policy, LocalDate date) {
        return date.atTime(policy.begin()).atZone(TOWN).toInstant();
    }

    /** When the first tours begin after the moment; empty when nobody ever works. */
    static Optional<Instant> next(WastePolicy policy, Instant after) {
        return next(policy, after, policy::worksOn);
    }

    /** The same of those that can reach the container. */
    static Optional<Instant> next(WastePolicy policy, Container bin, Instant after) {
        return next(
                policy,
                after,
                date -> policy.hours(bin, policy.holidays().weekday(date)).isPresent());
    }

    private static Optional<Instant> next(WastePolicy policy, Instant after, Predicate<LocalDate> works) {
        return Stream.iterate(after.atZone(TOWN).toLocalDate(), date -> date.plusDays(1))
                .limit(DAYS_AHEAD)
                .filter(works)
                .map(date -> begin(policy, date))
                .filter(begin -> begin.isAfter(after))
                .findFirst();
    }

    /** Those that are to be driven, or were decided. */
    List<Tour> decided() {
        if (result == null) {
            return List.of();
        }
        return fixed ? result.fixed() : result.tours();
    }

    boolean isBusy() {
        return state == State.WAITING || state == State.SEARCHING;
    }

    /**
     * What the tours take and bring.
     *
     * @param euros of way, time and visits
     * @param avoided overflows that are to be expected before the next tours if all bins were left
     * @param left overflows that are to be expected at the bins that are left
     */
    record Figures(int bins, double kilometres, double hours, double euros, double avoided, double left) {}

    /**
     * What a search has found.
     *
     * @param foreseenAt until when findings counted in the forecasts
     * @param nextTour before which a bin that is left may be full; of one that it cannot reach it is a later one
     * @param onRoads whether ways are those of the road network; otherwise as the crow flies
     * @param secondsPerStop that emptying a bin took
     * @param fixed the tours that are driven on such a day as ever; empty when there are none
     * @param fixedFigures null with them
     */
    record Result(
            Instant madeAt,
            Instant foreseenAt,
            Instant nextTour,
            boolean onRoads,
            double secondsPerStop,
            List<Station> tips,
            List<Tour> tours,
            Figures figures,
            List<Tour> fixed,
            @Nullable Figures fixedFigures) {}

    /**
     * What one vehicle does.
     *
     * @param vehicle of the fleet; null for a fixed tour that names none
     * @param bins ids of the containers in the order in which they are emptied
     * @param seconds with visits and tips
     * @param tippings how often it is emptied on the way
     * @param begin seconds of the day
     */
    record Tour(
            @Nullable Long vehicle,
            String name,
            List<Long> bins,
            double metres,
            double seconds,
            double litres,
            int tippings,
            double begin) {

        Tour {
            bins = List.copyOf(bins);
        }
    }

    /** What a person wants of a bin. */
    enum Want {
        IN,
        OUT
    }

    /** @param vehicle by which; null for any */
    record Wish(Want want, @Nullable Long vehicle, String by) {}

    /**
     * What became of a bin, and all it rests on.
     *
     * @param fullProbability 0 to 1, that it is full before the next tours if it is left
     * @param threshold probability from which on a visit without a detour pays
     * @param share 0 to 1, how full it will be when the tours begin, as likely more as less
     * @param days since it was emptied; null when nobody knows
     * @param longestDays after which it is emptied for hygiene
     * @param lossEuros what leaving it is expected to cost; null when it must be emptied
     * @param wish null when no person wants anything of it
     * @param vehicle name of the one that empties it; null when it is left
     * @param number in its tour, from 1; 0 when it is left
     * @param detourMetres by which its tour would be shorter without it
     * @param leftOut why no tour takes it although it may be worth it; null otherwise
     */
    record Choice(
            long container,
            String name,
            String place,
            Position position,
            Reason reason,
            double fullProbability,
            double threshold,
            double share,
            double litres,
            @Nullable Double days,
            long longestDays,
            @Nullable Double lossEuros,
            @Nullable Wish wish,
            @Nullable String vehicle,
            int number,
            double detourMetres,
            Unserved.@Nullable Reason leftOut) {

        boolean isOnTour() {
            return vehicle != null;
        }

        /** Key of the text that says why, in words for {@link #isOnTour}. */
        String why() {
            if (isOnTour()) {
                return "wastetours.why.in." + (wish != null && wish.want() == Want.IN ? "WISH" : reason);
            }
            if (wish != null && wish.want() == Want.OUT) {
                return "wastetours.why.out.WISH";
            }
            return leftOut == null ? "wastetours.why.out." + reason : "wastetours.why.left." + leftOut;
        }

        /** Visited as this one of the vehicle's tour. */
        Choice on(String vehicleName, int numberInTour, double metres) {
            return with(Objects.requireNonNull(vehicleName), numberInTour, metres, null);
        }

        /** Left, for this reason. */
        Choice left(Unserved.@Nullable Reason why) {
            return with(null, 0, 0, why);
        }

        private Choice with(@Nullable String by, int no, double metres, Unserved.@Nullable Reason why) {
            return new Choice(
                    container,
                    name,
                    place,
                    position,
                    reason,
                    fullProbability,
                    threshold,
                    share,
                    litres,
                    days,
                    longestDays,
                    lossEuros,
                    wish,
                    by,
                    no,
                    metres,
                    why);
        }
    }
}
