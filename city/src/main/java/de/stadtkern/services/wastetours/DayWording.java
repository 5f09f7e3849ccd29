package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.services.wastetours.TourDay.Wish;
import java.time.format.DateTimeFormatter;

/** How people read the tours of a day and what became of a bin. */
final class DayWording {

    private DayWording() {}

    static String day(Page page, TourDay day) {
        return DateTimeFormatter.ofPattern(
                        page.text("wastetours.day.pattern"), page.language().locale())
                .format(day.date());
    }

    static Mark mark(TourDay day) {
        if (day.orderId() != null) {
            return Mark.DONE;
        }
        return switch (day.state()) {
            case WAITING -> Mark.PLANNED;
            case SEARCHING -> Mark.RUNNING;
            case FAILED -> Mark.DANGER;
            case DONE -> day.changed() ? Mark.WARNING : Mark.OK;
        };
    }

    static String state(Page page, TourDay day) {
        if (day.orderId() != null) {
            return page.text("wastetours.state.ORDERED");
        }
        if (day.state() == TourDay.State.DONE && day.changed()) {
            return page.text("wastetours.state.CHANGED");
        }
        return page.text("wastetours.state." + day.state(), page.number(day.share() * 100, 0));
    }

    static Mark mark(TourDay.Choice one) {
        if (one.isOnTour()) {
            return Mark.PLANNED;
        }
        return one.leftOut() == null ? Mark.UNKNOWN : Mark.WARNING;
    }

    static String tour(Page page, TourDay.Choice one) {
        String vehicle = one.vehicle();
        return vehicle == null
                ? page.text("wastetours.not-on-tour")
                : page.text("wastetours.on", vehicle, one.number());
    }

    /** Why the bin is on tour or not, in one sentence with its numbers. */
    static String why(Page page, TourDay.Choice one) {
        Double days = one.days();
        Wish wish = one.wish();
        return page.text(
                one.why(),
                page.number(one.fullProbability() * 100, 0),
                page.number(one.threshold() * 100, 0),
                page.number(one.lossEuros() == null ? 0 : one.lossEuros(), 2),
                page.number(one.detourMetres() / 1000, 1),
                days == null ? page.text("wastetours.days.unknown") : page.number(days, 0),
                one.longestDays(),
                wish == null ? "" : wish.by());
    }
}
