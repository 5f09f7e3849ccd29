package de.stadtkern.kernel.containers.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A town whose truth is known, without sensors: what helps to foresee what a crew finds? Each forecast is made before what
 * it foresees is added.
 */
class SimulatedTownTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalDate BEGIN = LocalDate.of(2027, 1, 4);
    private static final int BINS = 300;
    private static final int DAYS = 120;

    /** From this day on every second bin is there. */
    private static final int LATER = 60;

    private static final int FIRST = 4;
    private static final double SPREAD_OF_A_LOOK = 0.15;

    private static final List<Town> TOWNS = List.of(new Town(1), new Town(2), new Town(3));

    /** Share of its volume that comes in on a mean day, by the use of the land. */
    private enum Use {
        TRADE(0.3),
        PARK(0.14),
        CAMPUS(0.12),
        HOUSING(0.07);

        private final double rate;

        Use(double rate) {
            this.rate = rate;
        }
    }

    private record Site(long id, String street, Use use, double rate, boolean market, boolean late) {}

    /** @param level that was really there; NaN where it is not to be foreseen */
    private record Event(long bin, Finding finding, double level) {}

    /**
     * How good forecasts were.
     *
     * @param error mean, of the share
     * @param errorOfNew of the first forecasts of bins that came later
     * @param brier of the probability that it is full
     */
    private record Score(double error, double errorOfNew, double brier) {}

    @Test
    void theUseOfTheLandHelpsMostWhereNothingIsKnownYet() {
        for (Town town : TOWNS) {
            Score with = town.score(true, true, true);
            Score without = town.score(false, true, true);

            assertThat(with.errorOfNew).isLessThan(without.errorOfNew - 0.01);
            assertThat(with.error).isLessThan(without.error);
            assertThat(with.brier).isLessThan(without.brier);
        }
    }

    @Test
    void reportsThatABinIsFullHelp() {
        for (Town town : TOWNS) {
            Score with = town.score(true, true, true);
            Score without = town.score(true, false, true);

            assertThat(with.error).isLessThan(without.error);
            assertThat(with.brier).isLessThan(without.brier - 0.005);
        }
    }

    @Test
    void marketsAndWeatherHelpWhenTheyAreKnownBefore() {
        for (Town town : TOWNS) {
            Score with = town.score(true, true, true);
            Score without = town.score(true, true, false);

            assertThat(with.error).isLessThan(without.error);
            assertThat(with.brier).isLessThan(without.brier);
        }
    }

    private static final class Town {

        private final List<Site> sites = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private final Set<Integer> warm = new HashSet<>();

        Town(long seed) {
            Random chance = new Random(seed);
            for (int day = 0; day < DAYS; day++) {
                if (chance.nextInt(3) == 0) {
                    warm.add(day);
                }
            }
            for (int id = 0; id < BINS; id++) {
                Use use = Use.values()[chance.nextInt(Use.values().length)];
                sites.add(new Site(
                        id,
                        "street " + chance.nextInt(BINS / 6),
                        use,
                        use.rate * Math.exp(0.4 * chance.nextGaussian()),
                        use == Use.TRADE && chance.nextBoolean(),
                        id % 2 == 1));
            }
            sites.forEach(site -> live(site, new Random(seed * 31 + site.id)));
            events.sort(Comparator.comparing(event -> event.finding.at()));
        }

        private void live(Site site, Random chance) {
            double level = 0;
            int every = site.use == Use.TRADE ? 2 : site.use == Use.HOUSING ? 6 : 4;
            int next = (site.late ? LATER : 0) + chance.nextInt(every);
            events.add(new Event(site.id, Finding.emptied(at(Math.max(0, next - every), 7)), Double.NaN));
            for (int day = Math.max(0, next - every); day < DAYS; day++) {
                if (day == next) {
                    double seen = Math.round(Math.min(1, level) * 4) / 4.0;
                    events.add(new Event(
                            site.id, Finding.emptied(at(day, 7), seen, SPREAD_OF_A_LOOK), Math.min(1, level)));
                    level = 0;
                    next += every;
                }
                level += comes(site, day) * Math.exp(0.4 * chance.nextGaussian());
                if (level >= 1 && chance.nextInt(4) == 0) {
                    events.add(new Event(site.id, Finding.reportedFull(at(day, 18)), 1));
                }
            }
        }

        private double comes(Site site, int day) {
            return site.rate
                    * (site.market && isMarket(BEGIN.plusDays(day)) ? 2 : 1)
                    * (site.use == Use.PARK ? (warm.contains(day) ? 1.5 : 0.8) : 1);
        }

        private Set<String> words(long bin, LocalDate day) {
            Set<String> words = new HashSet<>();
            if (sites.get((int) bin).market && isMarket(day)) {
                words.add("market");
            }
            if (warm.contains((int) (day.toEpochDay() - BEGIN.toEpochDay()))) {
                words.add("warm");
            }
            return words;
        }

        Score score(boolean uses, boolean reports, boolean occasions) {
            FillForecasts forecasts = new FillForecasts(ZONE, occasions ? this::words : Occasions.NONE);
            sites.forEach(site -> forecasts.register(
                    site.id,
                    uses ? List.of(site.street, "LITTER_BIN", site.use.name()) : List.of(site.street, "LITTER_BIN")));
            int[] seen = new int[BINS];
            List<Double> errors = new ArrayList<>();
            List<Double> ofNew = new ArrayList<>();
            double brier = 0;
            for (Event event : events) {
                int bin = (int) event.bin;
                if (event.finding.kind() == Finding.Kind.REPORTED) {
                    if (reports) {
                        forecasts.add(bin, event.finding);
                    }
                    continue;
                }
                if (!Double.isNaN(event.level) && event.finding.at().isAfter(at(LATER, 0))) {
                    Forecast forecast = forecasts.at(bin, event.finding.at());
                    double error = Math.abs(forecast.middle() - event.level);
                    errors.add(error);
                    if (sites.get(bin).late && seen[bin] < FIRST) {
                        ofNew.add(error);
                    }
                    double full = forecast.fullProbability() - (event.level >= 1 ? 1 : 0);
                    brier += full * full;
                }
                seen[bin] += Double.isNaN(event.level) ? 0 : 1;
                forecasts.add(bin, event.finding);
            }
            return new Score(mean(errors), mean(ofNew), brier / errors.size());
        }

        private static double mean(List<Double> all) {
            return all.stream().mapToDouble(one -> one).average().orElseThrow();
        }
    }

    private static boolean isMarket(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.TUESDAY || day.getDayOfWeek() == DayOfWeek.SATURDAY;
    }

    private static Instant at(int day, int hour) {
        return BEGIN.plusDays(day).atTime(hour, 0).atZone(ZONE).toInstant();
    }
}
