package de.stadtkern.kernel.devices;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a battery will be empty, by how its level fell: a line through the median of each day, by Theil and Sen, which a
 * few odd days do not turn. Cold nights and new batteries make levels rise; then nothing is said.
 */
final class Battery {

    static final int FEWEST_DAYS = 14;

    /** Beyond that, no line through weeks says anything. */
    private static final int FARTHEST_DAYS = 5 * 365;

    private static final double PLAINLY = 0.75;

    private Battery() {}

    /** The level of a day. */
    record Day(LocalDate date, double level) {}

    /**
     * The day on which the level reaches the threshold; that of the newest level when it has already.
     *
     * @param days in any order, each date once
     * @return empty when there are too few days, the level does not plainly fall, or the end is very far
     */
    static Optional<LocalDate> end(List<Day> days, double threshold) {
        if (days.size() < FEWEST_DAYS) {
            return Optional.empty();
        }
        LocalDate newest =
                days.stream().map(Day::date).max(LocalDate::compareTo).orElseThrow();
        OptionalDouble slope = fallingSlope(days);
        if (slope.isEmpty()) {
            return Optional.empty();
        }
        double fall = slope.getAsDouble();
        double level = median(days.stream()
                .mapToDouble(day -> day.level + fall * (newest.toEpochDay() - day.date.toEpochDay()))
                .toArray());
        double left = Math.max(0, (threshold - level) / fall);
        return left > FARTHEST_DAYS ? Optional.empty() : Optional.of(newest.plusDays((long) left));
    }

    /** Per day; empty unless three of four pairs of days fall. */
    private static OptionalDouble fallingSlope(List<Day> days) {
        int count = days.size();
        double[] slopes = new double[count * (count - 1) / 2];
        int at = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                slopes[at++] = (days.get(j).level - days.get(i).level)
                        / (days.get(j).date.toEpochDay() - days.get(i).date.toEpochDay());
            }
        }
        double falling = Arrays.stream(slopes).filter(slope -> slope < 0).count();
        return falling < PLAINLY * slopes.length ? OptionalDouble.empty() : OptionalDouble.of(median(slopes));
    }

    private static double median(double[] numbers) {
        Arrays.sort(numbers);
        int half = numbers.length / 2;
        return numbers.length % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
    }
}
