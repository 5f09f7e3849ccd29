package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.List;

/** The positions along a way. */
final class Courses {

    private Courses() {}

    static List<Position> of(Net net, Search.Way way) {
        List<Position> course = new ArrayList<>();
        for (int i = 0; i < way.keys().size(); i++) {
            append(course, part(net, way, i));
        }
        if (course.size() == 1) {
            course.add(course.getFirst());
        }
        return course;
    }

    /** What is driven of the key with this number. */
    static List<Position> part(Net net, Search.Way way, int number) {
        List<Position> course = net.course(way.keys().get(number));
        double from = number == 0 ? way.from().part() : 0;
        double to = number == way.keys().size() - 1 ? way.to().part() : 1;
        return from == 0 && to == 1 ? course : cut(course, from, to);
    }

    static void append(List<Position> course, List<Position> more) {
        for (Position position : more) {
            if (course.isEmpty() || !course.getLast().equals(position)) {
                course.add(position);
            }
        }
    }

    private static List<Position> cut(List<Position> course, double from, double to) {
        double length = length(course);
        List<Position> cut = new ArrayList<>();
        cut.add(at(course, from * length));
        double walked = 0;
        for (int i = 1; i < course.size() - 1; i++) {
            walked += course.get(i - 1).metresTo(course.get(i));
            if (walked > from * length && walked < to * length) {
                cut.add(course.get(i));
            }
        }
        cut.add(at(course, to * length));
        return cut;
    }

    private static Position at(List<Position> course, double metres) {
        double rest = metres;
        for (int i = 1; i < course.size(); i++) {
            Position from = course.get(i - 1);
            Position to = course.get(i);
            double step = from.metresTo(to);
            if (rest <= step && step > 0) {
                double share = rest / step;
                return new Position(
                        from.lon() + share * (to.lon() - from.lon()), from.lat() + share * (to.lat() - from.lat()));
            }
            rest -= step;
        }
        return course.getLast();
    }

    static double length(List<Position> course) {
        double length = 0;
        for (int i = 1; i < course.size(); i++) {
            length += course.get(i - 1).metresTo(course.get(i));
        }
        return length;
    }
}
