package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.FoundAddress.Kind;
import de.stadtkern.kernel.addresses.FoundAddress.Precision;
import de.stadtkern.kernel.addresses.Search.Match;
import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where two streets meet, and a street between two others: „Ecke X/Y", „X zwischen Y und Z". */
final class Crossings {

    private static final int INSENSITIVE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern BETWEEN = Pattern.compile(
            "(?:(.{2,80}?)[\\s,:(]+)?(?:zwischen|zw\\.|between)\\s+(.{1,80}?)\\s+(?:und|u\\.|&|and)\\s+(.{1,80}?)\\)?",
            INSENSITIVE);

    private static final Pattern FROM_TO = Pattern.compile(
            "(.{2,80}?)[\\s,:(]+(?:von|from)\\s+(.{1,80}?)\\s+(?:bis|to)\\s+(.{1,80}?)\\)?", INSENSITIVE);

    private static final Pattern CORNER = Pattern.compile(
            "(?:an der |at the )?(?:ecke|kreuzung|einmündung|corner(?: of)?|crossing(?: of)?)(?: von)?[\\s:]+(.{2,80}?)"
                    + "(?:\\s*[/&+,]\\s*(?:ecke\\s+)?|\\s+(?:und|u\\.|and|mit|ecke|-|–)\\s+)(.{2,80})",
            INSENSITIVE);

    private static final Pattern MEETING = Pattern.compile(
            "(.{2,80}?)(?:\\s*[/,]?\\s*\\b(?:ecke|kreuzung|corner)\\b\\s+|\\s*[/&+]\\s*|\\s+(?:und|u\\.|and|x)\\s+)(.{2,80})",
            INSENSITIVE);

    private static final int CHOICES = 4;

    private final AddressRows rows;
    private final Search search;
    private final NameIndex index;

    Crossings(AddressRows rows, Search search, NameIndex index) {
        this.rows = rows;
        this.search = search;
        this.index = index;
    }

    /** What the text names as a crossing or a stretch; empty when it is none. */
    List<FoundAddress> list(String text) {
        Matcher stretch = Stream.of(BETWEEN, FROM_TO)
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::matches)
                .findFirst()
                .orElse(null);
        if (stretch != null) {
            return stretch.group(1) == null
                    ? between(stretch.group(2), stretch.group(3))
                    : stretches(stretch.group(1), stretch.group(2), stretch.group(3));
        }
        return Stream.of(CORNER, MEETING)
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::matches)
                .findFirst()
                .map(corner -> corners(corner.group(1), corner.group(2)))
                .orElse(List.of());
    }

    private List<FoundAddress> corners(String one, String other) {
        List<FoundAddress> found = new ArrayList<>();
        List<Match> ones = streets(one);
        List<Match> others = streets(other);
        Map<List<Long>, List<Position>> met = crossings(ones, others);
        for (Match first : ones) {
            for (Match second : others) {
                for (Position position : met.getOrDefault(pair(first, second), List.of())) {
                    String name = first.known().name() + " / " + second.known().name();
                    double fit = (first.fit() + second.fit()) / 2;
                    found.add(place(Kind.CROSSING, name, first.known(), position, Precision.EXACT, fit, List.of()));
                }
            }
        }
        return found;
    }

    private List<FoundAddress> stretches(String street, String from, String to) {
        List<FoundAddress> found = new ArrayList<>();
        List<Match> streets = streets(street);
        for (Match match : streets) {
            Optional<End> start = end(match.known(), from);
            Optional<End> finish = end(match.known(), to);
            if (start.isPresent() && finish.isPresent()) {
                double fit = (match.fit() * 2 + start.get().fit + finish.get().fit) / 4;
                found.add(stretch(match.known(), start.get(), finish.get(), fit));
            }
        }
        return found;
    }

    private List<FoundAddress> between(String from, String to) {
        List<FoundAddress> found = new ArrayList<>();
        for (Match one : streets(from)) {
            for (Match other : streets(to)) {
                for (long id : rows.listBetween(one.known().id(), other.known().id())) {
                    index.findById(id)
                            .ifPresent(street -> end(street, one)
                                    .ifPresent(start -> end(street, other)
                                            .ifPresent(finish -> found.add(stretch(
                                                    street, start, finish, (one.fit() + other.fit()) / 2 - 0.03)))));
                }
            }
        }
        return found;
    }

    /** Where a stretch ends: at another street, or at a house. */
    private record End(String name, Position position, double fit) {}

    private Optional<End> end(Known street, String text) {
        Optional<HouseNumber> number =
                HouseNumber.find(text.replaceFirst("(?i)^\\s*(?:haus)?(?:nr|nummer)\\.?\\s*", ""));
        if (number.isPresent()) {
            List<House> houses =
                    rows.listHouses(List.of(street.id()), number.get()).getOrDefault(street.id(), List.of());
            return House.locate(number.get(), houses)
                    .map(place -> new End(number.get().written(), place.position(), 1));
        }
        return streets(text).stream()
                .flatMap(other -> end(street, other).stream())
                .max(Comparator.comparingDouble(End::fit));
    }

    private Optional<End> end(Known street, Match other) {
        List<Position> met = rows.listCrossings(
                        List.of(street.id()), List.of(other.known().id()))
                .getOrDefault(List.of(street.id(), other.known().id()), List.of());
        return met.stream().findFirst().map(position -> new End(other.known().name(), position, other.fit()));
    }

    private FoundAddress stretch(Known street, End start, End finish, double fit) {
        Position middle = ExtractReader.middle(List.of(start.position, finish.position));
        Position onStreet = rows.listLines(street.id()).stream()
                .map(line -> Geometry.nearest(line.course(), middle))
                .min(Comparator.comparingDouble(middle::metresTo))
                .orElse(middle);
        String name = street.name() + " (" + start.name + " – " + finish.name + ")";
        List<Position> ends = List.of(start.position, finish.position);
        return place(Kind.STRETCH, name, street, onStreet, Precision.MIDDLE, fit, ends);
    }

    private static FoundAddress place(
            Kind kind,
            String name,
            Known street,
            Position position,
            Precision precision,
            double fit,
            List<Position> ends) {
        var around = street.entry().surroundings();
        return new FoundAddress(
                kind, name, "", "", around.district(), around.town(), position, precision, Places.sureness(fit), ends);
    }

    private List<Match> streets(String text) {
        List<Question> readings = Question.readings(text);
        return search.list(readings.getLast(), Known::isStreet, CHOICES);
    }

    private Map<List<Long>, List<Position>> crossings(List<Match> ones, List<Match> others) {
        return ones.isEmpty() || others.isEmpty() ? Map.of() : rows.listCrossings(ids(ones), ids(others));
    }

    private static List<Long> ids(List<Match> matches) {
        return matches.stream().map(match -> match.known().id()).toList();
    }

    private static List<Long> pair(Match one, Match other) {
        return List.of(one.known().id(), other.known().id());
    }
}
