package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.geo.Position;
import java.time.LocalTime;
import java.util.List;

/** By which numbers the tours of a municipality's containers are counted, as a bean of the service that plans them. */
public interface TourTerms {

    /** For rules: asks no rights. */
    Terms terms(long municipalityId);

    /**
     * The numbers.
     *
     * @param begin of the shift, by the clock of the town
     * @param secondsPerStop that emptying a container takes
     * @param co2PerKilometre in kg that a vehicle drives out
     * @param tips where vehicles are emptied
     */
    record Terms(LocalTime begin, double secondsPerStop, double co2PerKilometre, List<Station> tips) {

        public Terms {
            tips = List.copyOf(tips);
        }
    }

    /**
     * Where vehicles are emptied.
     *
     * @param seconds that it takes
     */
    record Station(Position place, double seconds) {}
}
