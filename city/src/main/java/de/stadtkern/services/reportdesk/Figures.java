package de.stadtkern.services.reportdesk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a number of reports.
 *
 * @param open how many wait for a solution
 * @param answer how long the first answer took
 * @param solution how long it took until they were closed
 */
record Figures(int reports, int open, Span answer, Span solution) {

    private static final double SECONDS_PER_DAY = 86_400;

    /** One report, as far as it counts. */
    record Course(
            Instant createdAt,
            Instant answerBy,
            Instant solveBy,
            @Nullable Instant answeredAt,
            @Nullable Instant closedAt) {}

    /**
     * Days that half and nine of ten took at most, and how many of 100 were in time. Those that are not done count as late
     * when they are overdue, and else not.
     */
    record Span(
            @Nullable Double median,
            @Nullable Double most,
            @Nullable Double inTime) {}

    static Figures of(List<Course> courses, Instant now) {
        return new Figures(
                courses.size(),
                (int) courses.stream().filter(one -> one.closedAt() == null).count(),
                span(courses, Course::answeredAt, Course::answerBy, now),
                span(courses, Course::closedAt, Course::solveBy, now));
    }

    private static Span span(
            List<Course> courses,
            Function<Course, @Nullable Instant> reached,
            Function<Course, Instant> due,
            Instant now) {
        double[] days = courses.stream()
                .flatMap(one -> Stream.ofNullable(reached.apply(one)).map(at -> Duration.between(one.createdAt(), at)))
                .mapToDouble(taken -> taken.toSeconds() / SECONDS_PER_DAY)
                .sorted()
                .toArray();
        int late = 0;
        int judged = 0;
        for (Course one : courses) {
            Instant at = reached.apply(one);
            boolean isLate = (at == null ? now : at).isAfter(due.apply(one));
            late += isLate ? 1 : 0;
            judged += isLate || at != null ? 1 : 0;
        }
        return new Span(
                days.length == 0 ? null : quantile(days, 0.5),
                days.length == 0 ? null : quantile(days, 0.9),
                judged == 0 ? null : 100.0 * (judged - late) / judged);
    }

    /** Between the two nearest, as PostgreSQL's {@code percentile_cont}. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
