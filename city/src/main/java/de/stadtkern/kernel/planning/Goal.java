package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.routing.Profile;

/**
 * What a good plan is: one that costs little.
 *
 * @param profile how the vehicles get from one street to the next
 * @param perKilometre what a kilometre costs, in euros
 * @param perHour what an hour costs, in euros
 * @param seconds how long to search
 */
record Goal(Profile profile, double perKilometre, double perHour, int seconds) {

    /** In euros. */
    double cost(double metres, double seconds) {
        return metres / 1000 * perKilometre + seconds / 3600 * perHour;
    }
}
