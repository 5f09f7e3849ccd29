package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.portal.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of a period as lines of a table, each with the words that say how it is counted. */
final class LessonFigures {

    private final Page page;
    private final List<Figure> figures = new ArrayList<>();

    private LessonFigures(Page page) {
        this.page = page;
    }

    /**
     * A line.
     *
     * @param value null when it is not known
     * @param meaning how it is counted
     */
    record Figure(String name, @Nullable Double value, int decimals, String unit, String meaning) {}

    static List<Figure> of(Page page, Lessons lessons) {
        LessonFigures all = new LessonFigures(page);
        all.counts(lessons.counts());
        all.times(lessons.times());
        all.driving(lessons.driving());
        all.plan(lessons.plan());
        lessons.materials()
                .forEach(one -> all.figures.add(new Figure(
                        page.text("desk.figure.material", one.name()),
                        one.amount(),
                        1,
                        one.unit(),
                        page.text("desk.figure.material.is"))));
        return List.copyOf(all.figures);
    }

    private void counts(Lessons.Counts counts) {
        count("warned", counts.warned());
        count("decided", counts.decided());
        count("acted", counts.acted());
        count("no-action", counts.noAction());
        count("missed", counts.missed());
        count("lapsed", counts.lapsed());
    }

    private void times(Lessons.Times times) {
        add("decision-median", times.decisionMedian(), 1, "min");
        add("decision-p90", times.decisionP90(), 1, "min");
        add("start-median", times.startMedian(), 1, "min");
        add("lead-median", times.leadMedian(), 1, "min");
        add("work-median", times.workMedian(), 1, "min");
    }

    private void driving(Lessons.Driving driving) {
        count("tours", driving.tours());
        add("kilometres", driving.kilometres(), 1, "km");
        add("proven", driving.provenKilometres(), 1, "km");
        add("hours", driving.hours(), 1, "h");
        add("euros", driving.euros(), 2, "€");
        count("priced", driving.priced());
        add("co2", driving.kilogramsCo2(), 1, "kg");
        count("weighed", driving.weighed());
    }

    private void plan(Lessons.Comparison plan) {
        boolean known = plan.tours() > 0;
        count("planned", plan.tours());
        add("planned-kilometres", known ? plan.plannedKilometres() : null, 1, "km");
        add("driven-kilometres", known ? plan.drivenKilometres() : null, 1, "km");
        add("planned-hours", known ? plan.plannedHours() : null, 1, "h");
        add("driven-hours", known ? plan.drivenHours() : null, 1, "h");
        add("planned-euros", plan.plannedEuros(), 2, "€");
        add("driven-euros", plan.drivenEuros(), 2, "€");
        add("planned-co2", plan.plannedCo2(), 1, "kg");
        add("driven-co2", plan.drivenCo2(), 1, "kg");
    }

    private void count(String key, int value) {
        add(key, (double) value, 0, "");
    }

    private void add(String key, @Nullable Double value, int decimals, String unit) {
        String name = "desk.figure." + key;
        figures.add(new Figure(page.text(name), value, decimals, unit, page.text(name + ".is")));
    }
}
