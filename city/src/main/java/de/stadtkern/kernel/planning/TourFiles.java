package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.TourCourses.Leg;
import java.io.StringWriter;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.stereotype.Component;

/** Tours as files for other programs: GPX 1.1 for navigation, CSV for spreadsheets, GeoJSON for maps. */
@Component
class TourFiles {

    private static final String GPX = "http://www.topografix.com/GPX/1/1";

    private final TourCourses courses;

    TourFiles(TourCourses courses) {
        this.courses = courses;
    }

    /** One track for each tour, from the depot back to it. */
    String gpx(Plan plan, List<Tour> tours) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument();
            xml.writeStartElement("gpx");
            xml.writeDefaultNamespace(GPX);
            xml.writeAttribute("version", "1.1");
            xml.writeAttribute("creator", "Stadtkern");
            for (Tour tour : tours) {
                xml.writeStartElement("trk");
                element(
                        xml,
                        "name",
                        plan.name() + " – " + plan.getVehicle(tour.vehicle()).name());
                xml.writeStartElement("trkseg");
                for (Position position : track(plan, tour)) {
                    xml.writeEmptyElement("trkpt");
                    xml.writeAttribute("lat", degrees(position.lat()));
                    xml.writeAttribute("lon", degrees(position.lon()));
                }
                xml.writeEndElement();
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** One line for each stop, with semicolons. */
    String csv(Plan plan, List<Tour> tours) {
        StringBuilder csv = new StringBuilder(
                "\uFEFFtour;stop;job;segment;name;begin;end;way_m;length_m;demand;load;lat;lon;reversed;locked;due;late_min;station\r\n");
        Map<Long, Job> jobs = plan.jobsById();
        for (Tour tour : tours) {
            Vehicle vehicle = plan.getVehicle(tour.vehicle());
            int number = 0;
            for (Tour.Stop stop : tour.stops()) {
                Job job = Objects.requireNonNull(jobs.get(stop.job()));
                Position at = job.course(stop.reversed()).getFirst();
                csv.append(String.join(
                                ";",
                                quoted(vehicle.name()),
                                Integer.toString(++number),
                                Long.toString(job.id()),
                                job.segmentId() == null ? "" : job.segmentId().toString(),
                                quoted(job.name()),
                                time(vehicle, stop.begin()),
                                time(vehicle, stop.end()),
                                rounded(stop.way()),
                                rounded(job.metres()),
                                rounded(job.demand()),
                                rounded(stop.load()),
                                degrees(at.lat()),
                                degrees(at.lon()),
                                Boolean.toString(stop.reversed()),
                                Boolean.toString(stop.locked()),
                                job.due() == null ? "" : job.due().toString(),
                                rounded(plan.late(vehicle, job, stop) / 60),
                                quoted(plan.station(stop))))
                        .append("\r\n");
            }
        }
        return csv.toString();
    }

    /** One line or point for each stop and each empty way. */
    Feature.Collection geoJson(Plan plan, List<Tour> tours) {
        List<Feature> features = new ArrayList<>();
        for (Tour tour : tours) {
            int number = 0;
            for (Leg leg : courses.legs(plan, tour)) {
                Map<String, Object> properties = new HashMap<>();
                properties.put("tour", plan.getVehicle(tour.vehicle()).name());
                properties.put("kind", leg.stop() == null ? "way" : "stop");
                if (leg.stop() != null) {
                    properties.put("stop", ++number);
                    properties.put("job", leg.job().id());
                    properties.put("name", leg.job().name());
                    properties.put("load", leg.stop().load());
                }
                features.add(
                        leg.course().size() == 1
                                ? Feature.point(leg.course().getFirst(), properties)
                                : Feature.line(leg.course(), properties));
            }
        }
        return Feature.Collection.of(features);
    }

    private List<Position> track(Plan plan, Tour tour) {
        List<Position> track = new ArrayList<>();
        for (Leg leg : courses.legs(plan, tour)) {
            for (Position position : leg.course()) {
                if (track.isEmpty() || !track.getLast().equals(position)) {
                    track.add(position);
                }
            }
        }
        return track;
    }

    /** When it is on the clock of the shift. */
    static String time(Vehicle vehicle, double seconds) {
        LocalTime at = vehicle.begin().plusSeconds(Math.round(seconds));
        return String.format(Locale.ROOT, "%02d:%02d", at.getHour(), at.getMinute());
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** No spreadsheet takes it for a formula. */
    private static String quoted(String text) {
        String plain = text.matches("^[=+\\-@\\t\\r].*") ? "'" + text : text;
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }

    private static String degrees(double degrees) {
        return String.format(Locale.ROOT, "%.6f", degrees);
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
