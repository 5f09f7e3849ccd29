package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tasks that come on top of an order: streets by the numbers of their segments, and one place. */
final class NewTasks {

    private static final int MOST = 200;
    private static final int LONGEST_NAME = 200;
    private static final Pattern PLACE = Pattern.compile("(-?\\d{1,2}\\.\\d+)[,;\\s]+(-?\\d{1,3}\\.\\d+)");

    private NewTasks() {}

    /** What the fields {@code segments}, {@code place} and {@code placeName} say; numbered from here on. */
    static List<TourStop> read(long municipalityId, Form form, int first, Tasks tasks, Streets streets) {
        List<Long> ids = numbers(form.value("segments").strip());
        List<Segment> found = streets.listByIds(ids);
        if (found.size() < ids.size()) {
            throw Refusal.badInput(
                            "dispatch.refusal.segments", form.value("segments").strip())
                    .at("segments");
        }
        List<TourStop> added = new ArrayList<>(tasks.stops(municipalityId, found, first));
        String place = form.value("place").strip();
        if (!place.isEmpty()) {
            added.add(place(first + added.size(), place, form.value("placeName").strip()));
        }
        return added;
    }

    private static List<Long> numbers(String text) {
        if (!text.matches("(\\d{1,18}[,;\\s]*)*")) {
            throw Refusal.badInput("dispatch.refusal.segments", text).at("segments");
        }
        List<Long> numbers = Stream.of(text.split("[,;\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(Long::parseLong)
                .distinct()
                .toList();
        if (numbers.size() > MOST) {
            throw Refusal.badInput("dispatch.refusal.many-segments", MOST, numbers.size())
                    .at("segments");
        }
        return numbers;
    }

    private static TourStop place(int number, String text, String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refusal.badInput("dispatch.refusal.place-name", LONGEST_NAME).at("placeName");
        }
        var match = PLACE.matcher(text);
        if (match.matches()) {
            try {
                Position position =
                        new Position(Double.parseDouble(match.group(2)), Double.parseDouble(match.group(1)));
                return new TourStop(number, name, true, null, List.of(position), 0, null, TourStop.State.OPEN, null);
            } catch (IllegalArgumentException e) {
                // Refused below: no place on Earth.
            }
        }
        throw Refusal.badInput("dispatch.refusal.place", text).at("place");
    }
}
