package de.stadtkern.bench.winter;

/**
 * Weather of a made-up winter: days and nights, colder and milder spells, fronts with rain or snow that pass over the
 * stations one after the other. The same station and hour always give the same values.
 *
 * @param air in °C
 * @param humidity in %
 * @param surface in °C
 * @param precipitation 1 when it rains or snows, else 0
 */
record WinterDay(double air, double humidity, double surface, int precipitation) {

    private static final double HOURS_OF_A_SPELL = 96;
    private static final double HOURS_BETWEEN_FRONTS = 31;
    private static final double HOURS_OF_A_FRONT = 5;

    static WinterDay of(int station, double hour) {
        double sun = Math.sin(2 * Math.PI * (hour % 24 - 9) / 24);
        double spell = 4 * Math.sin(2 * Math.PI * hour / HOURS_OF_A_SPELL);
        double place = station % 11 * 0.35 - 1.75;
        boolean front = (hour + station * 0.02) % HOURS_BETWEEN_FRONTS < HOURS_OF_A_FRONT;
        double air = spell + place + (front ? 0.5 : 2.5) * sun - 0.5;
        double surface = front ? air + 0.3 : air + (sun > 0 ? 3 * sun : 2.2 * sun);
        double humidity = front ? 97 : 86 - 10 * sun + station % 5;
        return new WinterDay(rounded(air), rounded(Math.min(100, humidity)), rounded(surface), front ? 1 : 0);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
