package de.stadtkern.kernel.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a period teaches. Every number is counted from the record; what is not known is null.
 *
 * @param asOf when it was counted
 * @param weeks how it was week by week; weeks without any proposal are left out
 */
record Lessons(
        long municipalityId,
        String municipality,
        LocalDate first,
        LocalDate last,
        Instant asOf,
        Counts counts,
        Times times,
        Driving driving,
        Comparison plan,
        List<Material> materials,
        List<Week> weeks) {

    /**
     * What became of the proposals raised in the period, those merged into another left out.
     *
     * @param warned raised
     * @param decided by a person, whatever the decision
     * @param acted decided with a measure, and a proof of work exists
     * @param noAction decided to do nothing, or rejected
     * @param missed urgent, and lapsed before anybody decided
     * @param lapsed all that lapsed before anybody decided
     */
    record Counts(int warned, int decided, int acted, int noAction, int missed, int lapsed) {}

    /**
     * Minutes of the same proposals; null where there is none.
     *
     * @param decisionMedian from raised to decided
     * @param decisionP90 in which nine of ten were decided
     * @param startMedian from decided to the first start of its order
     * @param workMedian from there until the order was done
     * @param leadMedian from raised to that start: how long the road waited
     */
    record Times(
            @Nullable Double decisionMedian,
            @Nullable Double decisionP90,
            @Nullable Double startMedian,
            @Nullable Double workMedian,
            @Nullable Double leadMedian) {}

    /**
     * The tours begun in the period and over.
     *
     * @param kilometres at work, ways between the streets left out: as positions prove, else as the crew says
     * @param provenKilometres of them, those that positions prove
     * @param hours from start to end, breaks included
     * @param priced of how many tours the costs are known; null euros when of none
     * @param weighed of how many tours the CO₂ is known; null kilograms when of none
     */
    record Driving(
            int tours,
            double kilometres,
            double provenKilometres,
            double hours,
            int priced,
            @Nullable Double euros,
            int weighed,
            @Nullable Double kilogramsCo2) {}

    /**
     * Of those tours, the ones with a plan: what it said and what was driven.
     *
     * @param plannedCo2 kilograms; null when the CO₂ of no vehicle is known
     */
    record Comparison(
            int tours,
            double plannedKilometres,
            double drivenKilometres,
            double plannedHours,
            double drivenHours,
            @Nullable Double plannedEuros,
            @Nullable Double drivenEuros,
            @Nullable Double plannedCo2,
            @Nullable Double drivenCo2) {}

    /** How much of something was spread, as the proofs say. */
    record Material(String name, String unit, double amount) {}

    /** The counts of a week that begins on this Monday. */
    record Week(LocalDate monday, int warned, int decided, int acted, int missed) {}
}
