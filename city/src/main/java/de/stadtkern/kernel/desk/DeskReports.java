package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.identity.Permission;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is read afterwards: of the own municipalities only, by those who may read reports there. */
@Component
class DeskReports {

    private final DayReportRows days;
    private final LessonRows lessons;
    private final Areas areas;
    private final Clock clock;

    DeskReports(DayReportRows days, LessonRows lessons, Areas areas, Clock clock) {
        this.days = days;
        this.lessons = lessons;
        this.areas = areas;
        this.clock = clock;
    }

    /** Of which there are reports for the signed-in person; refused with 403 when of none. */
    List<Areas.Area> listAreas() {
        return areas.listWith(Permission.READ_REPORTS);
    }

    /**
     * The report of a day.
     *
     * @param municipality its id; empty for the first
     * @param date like 2026-11-29; empty for today
     */
    DayReport day(String municipality, String date) {
        return days.read(area(municipality), Days.one(date, "date", clock.instant()), clock.instant());
    }

    /**
     * What a period teaches.
     *
     * @param municipality its id; empty for the first
     * @param first first day; both days empty for the winter season that runs or was the last
     */
    Lessons lessons(String municipality, String first, String last) {
        return lessons.read(area(municipality), Days.between(first, last, clock.instant()), clock.instant());
    }

    private Areas.Area area(String municipality) {
        return Areas.choose(listAreas(), municipality.strip());
    }
}
