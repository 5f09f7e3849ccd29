package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.basemap.MapPictures;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.TourCourses.Leg;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PdfSheet;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The tour on paper for whoever drives it: the map, and the stops in their order. */
@Component
class DriverSheets {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 720;

    private final TourCourses courses;
    private final MapPictures pictures;

    DriverSheets(TourCourses courses, MapPictures pictures) {
        this.courses = courses;
        this.pictures = pictures;
    }

    byte[] pdf(Page page, Plan plan, Tour tour) {
        Vehicle vehicle = plan.getVehicle(tour.vehicle());
        List<Leg> legs = courses.legs(plan, tour);
        PdfSheet sheet = new PdfSheet(vehicle.name() + " – " + plan.name());
        sheet.entry(
                page.text("planning.shift"),
                TourFiles.time(vehicle, 0) + "–" + TourFiles.time(vehicle, tour.seconds()));
        sheet.entry(page.text("planning.distance"), page.quantity(tour.metres() / 1000, "km"));
        sheet.entry(page.text("planning.load"), PlanPage.load(page, plan, tour));
        pictures.print(lines(legs), WIDTH, HEIGHT).ifPresent(picture -> {
            sheet.picture(picture.png());
            sheet.paragraph(picture.attribution());
        });
        if (!plan.solution().onRoads()) {
            sheet.paragraph(page.text("planning.crow"));
        }
        sheet.heading(page.text("planning.stops"));
        stretches(plan, legs)
                .forEach(stretch -> sheet.entry(
                        stretch.numbers() + " " + TourFiles.time(vehicle, stretch.begin()),
                        (stretch.station().isEmpty() ? "" : page.text("planning.by-station", stretch.station()) + " · ")
                                + PlanForms.name(page, stretch.name()) + " · "
                                + page.text(
                                        "planning.sheet.stop",
                                        page.number(stretch.way(), 0),
                                        page.number(stretch.metres(), 0),
                                        page.number(stretch.load(), 0))));
        return sheet.bytes();
    }

    /** Stops of one name that follow each other without a way between. */
    private record Stretch(
            int first, int last, String name, double begin, double way, double metres, double load, String station) {

        String numbers() {
            return first == last ? first + "." : first + "–" + last + ".";
        }
    }

    private static List<Stretch> stretches(Plan plan, List<Leg> legs) {
        List<Stretch> stretches = new ArrayList<>();
        int number = 0;
        for (Leg leg : legs) {
            Tour.Stop stop = leg.stop();
            if (stop != null) {
                number++;
                Job job = leg.job();
                Stretch last = stretches.isEmpty() ? null : stretches.getLast();
                if (last != null
                        && !job.isPlace()
                        && stop.way() < 1
                        && last.name().equals(job.name())) {
                    stretches.removeLast();
                    stretches.add(new Stretch(
                            last.first(),
                            number,
                            job.name(),
                            last.begin(),
                            last.way(),
                            last.metres() + job.metres(),
                            stop.load(),
                            last.station()));
                } else {
                    stretches.add(new Stretch(
                            number,
                            number,
                            job.name(),
                            stop.begin(),
                            stop.way(),
                            job.metres(),
                            stop.load(),
                            plan.station(stop)));
                }
            }
        }
        return stretches;
    }

    /** What is served in bold, what is only passed thin. */
    private static List<MapPictures.Line> lines(List<Leg> legs) {
        List<MapPictures.Line> lines = new ArrayList<>();
        for (Leg leg : legs) {
            lines.add(new MapPictures.Line(
                    leg.course().stream().mapToDouble(Position::lon).toArray(),
                    leg.course().stream().mapToDouble(Position::lat).toArray(),
                    leg.stop() != null));
        }
        return lines;
    }
}
