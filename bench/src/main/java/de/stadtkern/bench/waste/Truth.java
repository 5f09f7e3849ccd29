package de.stadtkern.bench.waste;

import de.stadtkern.kernel.geo.Position;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What really comes into each bin in each hour. Nothing here is told to the policies but markets, events that are
 * announced, and a weather forecast that is wrong one day in seven.
 */
final class Truth {

    /** First day of the replay; the history begins before it. */
    static final LocalDate BEGIN = LocalDate.of(2027, 1, 1);

    static final int HISTORY_DAYS = 56;
    static final double LATITUDE = 49.4445;
    static final double LONGITUDE = 7.7690;
    private static final double DEGREE_METRES = 111_200;
    /** Where more comes in on a mean day, towns put up a second bin. */
    private static final double BUSIEST = 0.45;

    private static final double TOWN_METRES = 2000;

    final List<Site> sites = new ArrayList<>();
    final int days;
    private final float[][] inflow;
    private final boolean[] fair;
    private final boolean[] forecastFair;
    private final boolean[] eventful;

    /**
     * A bin.
     *
     * @param rate share of its volume that comes in on a mean day
     * @param market whether it stands where markets are held
     */
    record Site(int number, Position position, Use use, String area, double litres, double rate, boolean market) {}

    /** What the land around is used for: how much comes in, by days from Monday and by the weather. */
    enum Use {
        CENTRE(0.35, 1.15, new double[] {0.85, 0.9, 0.9, 1, 1.15, 1.4, 0.8}),
        STOP(0.16, 1.05, new double[] {1.1, 1.1, 1.1, 1.1, 1.2, 0.8, 0.6}),
        PARK(0.12, 1.6, new double[] {0.7, 0.7, 0.8, 0.8, 1, 1.5, 1.5}),
        SCHOOL(0.12, 1.0, new double[] {1.35, 1.35, 1.35, 1.35, 1.2, 0.2, 0.2}),
        HOUSING(0.07, 1.1, new double[] {1, 1, 1, 1, 1, 1, 1});

        private final double rate;
        private final double fair;
        private final double[] week;

        Use(double rate, double fair, double[] week) {
            this.rate = rate;
            this.fair = fair;
            this.week = week;
        }
    }

    Truth(int bins, int days, long seed) {
        this.days = days;
        Random chance = new Random(seed);
        for (int number = 0; number < bins; number++) {
            sites.add(site(number, chance));
        }
        int all = HISTORY_DAYS + days;
        fair = new boolean[all];
        forecastFair = new boolean[all];
        eventful = new boolean[all];
        weather(chance);
        inflow = new float[bins][all * 24];
        sites.forEach(site -> fill(site, new Random(seed * 31 + site.number)));
    }

    static LocalDate date(int day) {
        return BEGIN.plusDays(day - HISTORY_DAYS);
    }

    double comes(int site, int hour) {
        return inflow[site][hour];
    }

    /** What a town knows of a day before. */
    Set<String> known(Site site, LocalDate date) {
        int day = (int) (date.toEpochDay() - BEGIN.toEpochDay()) + HISTORY_DAYS;
        Set<String> words = new HashSet<>();
        if (day >= 0 && day < fair.length) {
            if (isMarket(site, date)) {
                words.add("market");
            }
            if (eventful[day] && site.use == Use.CENTRE) {
                words.add("event");
            }
            if (forecastFair[day] && site.use == Use.PARK) {
                words.add("fair weather");
            }
        }
        return words;
    }

    private static Site site(int number, Random chance) {
        double east = chance.nextGaussian() * TOWN_METRES;
        double north = chance.nextGaussian() * TOWN_METRES * 0.8;
        double out = Math.hypot(east, north);
        Use use = out < 900
                ? (chance.nextInt(5) == 0 ? Use.STOP : Use.CENTRE)
                : List.of(Use.HOUSING, Use.HOUSING, Use.HOUSING, Use.PARK, Use.PARK, Use.SCHOOL, Use.STOP)
                        .get(chance.nextInt(7));
        double longitude = LONGITUDE + east / (DEGREE_METRES * Math.cos(Math.toRadians(LATITUDE)));
        Position position = new Position(longitude, LATITUDE + north / DEGREE_METRES);
        String area = Math.round(east / 500) + "/" + Math.round(north / 500);
        double litres = List.of(50.0, 70.0, 110.0).get(chance.nextInt(3));
        double rate = Math.min(BUSIEST, use.rate * Math.exp(0.5 * chance.nextGaussian()));
        return new Site(number, position, use, area, litres, rate, use == Use.CENTRE && chance.nextInt(3) == 0);
    }

    private void weather(Random chance) {
        boolean now = false;
        for (int day = 0; day < fair.length; day++) {
            double summer = 0.5 + 0.3 * season(day);
            now = chance.nextDouble() < 0.6 ? now : chance.nextDouble() < summer;
            fair[day] = now;
            forecastFair[day] = chance.nextInt(7) == 0 ? !now : now;
            eventful[day] = date(day).getDayOfWeek().getValue() >= 5 && chance.nextInt(12) == 0;
        }
    }

    private static double season(int day) {
        return -Math.cos(2 * Math.PI * (date(day).getDayOfYear() - 15) / 365);
    }

    private static boolean isMarket(Site site, LocalDate date) {
        return site.market && (date.getDayOfWeek() == DayOfWeek.TUESDAY || date.getDayOfWeek() == DayOfWeek.SATURDAY);
    }

    private void fill(Site site, Random chance) {
        double drift = 0;
        for (int day = 0; day < fair.length; day++) {
            LocalDate date = date(day);
            drift = 0.98 * drift + 0.05 * chance.nextGaussian();
            double size = site.rate
                    * site.use.week[date.getDayOfWeek().getValue() - 1]
                    * (1 + 0.25 * season(day))
                    * (fair[day] ? site.use.fair : 1 / site.use.fair)
                    * (isMarket(site, date) ? 1.8 : 1)
                    * (eventful[day] && site.use == Use.CENTRE ? 2.5 : 1)
                    * (chance.nextInt(60) == 0 ? 3 : 1)
                    * Math.exp(drift + 0.35 * chance.nextGaussian());
            double sum = 0;
            double[] hours = new double[24];
            for (int hour = 0; hour < 24; hour++) {
                double activity = hour >= 8 && hour < 22 ? 1 : 0.15;
                hours[hour] = activity * -Math.log(1 - chance.nextDouble());
                sum += hours[hour];
            }
            for (int hour = 0; hour < 24; hour++) {
                inflow[site.number][day * 24 + hour] = (float) (size * hours[hour] / sum);
            }
        }
    }
}
