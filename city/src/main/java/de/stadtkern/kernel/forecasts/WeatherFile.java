package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.geo.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The files of MOSMIX: a zip with one KML, of one station or of all. Temperatures in K, precipitation in kg/m² (a mm of
 * water), gusts in m/s, times in UTC, a minus for what is not known. Read element by element: that of all stations is
 * hundreds of megabytes.
 */
final class WeatherFile {

    private static final long MOST_BYTES = 2_000_000_000;
    private static final double FREEZING_KELVIN = 273.15;
    private static final Set<String> ELEMENTS = Set.of("TTT", "Td", "RR1c", "RRS1c", "FX1");
    private static final Pattern CATALOGUE = Pattern.compile(
            "(\\S{4,6})\\s+\\S{4}\\s(.{20})\\s+(-?\\d{1,3})\\.([0-5]\\d)\\s+(-?\\d{1,3})\\.([0-5]\\d)\\s.*");

    private final Set<String> wanted;
    private final Map<String, List<Hour>> hours = new LinkedHashMap<>();
    private final List<Instant> times = new ArrayList<>();
    private @Nullable Instant issuedAt;

    private WeatherFile(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** The hours of these stations. */
    static Run read(byte[] packed, Set<String> stations) throws IOException, Unreadable {
        WeatherFile file = new WeatherFile(stations);
        Packed.zip(packed, ".kml", MOST_BYTES, (name, content) -> file.read(content));
        Instant issuedAt = file.issuedAt;
        if (issuedAt == null) {
            throw new Unreadable("forecasts.error.content", "IssueTime");
        }
        return new Run(issuedAt, file.hours);
    }

    /**
     * The stations of the catalogue: columns of fixed width. Its positions are degrees and minutes: {@code 50.59} means
     * 50° 59′.
     */
    static List<ForecastStation> readCatalogue(byte[] content) throws Unreadable {
        List<ForecastStation> stations = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) new String(content, StandardCharsets.ISO_8859_1).lines()::iterator) {
            number++;
            if (line.isBlank() || line.startsWith("ID ") || line.startsWith("-----")) {
                continue;
            }
            Matcher found = CATALOGUE.matcher(line + " ");
            if (!found.matches()) {
                throw Unreadable.line(number, line);
            }
            Position position =
                    new Position(degrees(found.group(5), found.group(6)), degrees(found.group(3), found.group(4)));
            stations.add(new ForecastStation(found.group(1), found.group(2).strip(), position));
        }
        if (stations.isEmpty()) {
            throw new Unreadable("forecasts.error.content", "mosmix_stationskatalog.cfg");
        }
        return stations;
    }

    private static double degrees(String degrees, String minutes) {
        double size = Math.abs(Double.parseDouble(degrees)) + Double.parseDouble(minutes) / 60;
        return degrees.startsWith("-") ? -size : size;
    }

    private void read(InputStream content) throws Unreadable {
        try {
            XMLStreamReader xml = Xml.open(content);
            Map<String, double[]> values = new HashMap<>();
            String station = "";
            while (xml.hasNext()) {
                int event = xml.next();
                String element = xml.hasName() ? xml.getLocalName() : "";
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (element) {
                        case "IssueTime" -> issuedAt = time(xml.getElementText());
                        case "TimeStep" -> times.add(time(xml.getElementText()));
                        case "Placemark" -> station = "";
                        case "name" -> station = xml.getElementText().strip();
                        case "Forecast" -> forecast(xml, station, values);
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT && element.equals("Placemark")) {
                    if (wanted.contains(station)) {
                        hours.put(station, hours(values));
                    }
                    values.clear();
                }
            }
        } catch (XMLStreamException | DateTimeException e) {
            throw new Unreadable("forecasts.error.content", String.valueOf(e.getMessage()));
        }
    }

    private void forecast(XMLStreamReader xml, String station, Map<String, double[]> values)
            throws XMLStreamException, Unreadable {
        String name = "";
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            name = xml.getAttributeLocalName(i).equals("elementName") ? xml.getAttributeValue(i) : name;
        }
        if (wanted.contains(station) && ELEMENTS.contains(name)) {
            xml.nextTag();
            values.put(name, numbers(xml.getElementText(), station + " " + name));
        }
    }

    /** One for each time, NaN where there is none. */
    private double[] numbers(String text, String where) throws Unreadable {
        String[] words = text.strip().split("\\s+");
        if (words.length != times.size()) {
            throw new Unreadable("forecasts.error.content", "%s: %d ≠ %d".formatted(where, words.length, times.size()));
        }
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                numbers[i] = words[i].equals("-") ? Double.NaN : Numbers.finite(words[i]);
            } catch (NumberFormatException e) {
                throw new Unreadable("forecasts.error.content", where + ": " + words[i]);
            }
        }
        return numbers;
    }

    private List<Hour> hours(Map<String, double[]> values) {
        List<Hour> list = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            list.add(new Hour(
                    times.get(i),
                    value(values.get("TTT"), i, FREEZING_KELVIN),
                    value(values.get("Td"), i, FREEZING_KELVIN),
                    null,
                    value(values.get("RR1c"), i, 0),
                    value(values.get("RRS1c"), i, 0),
                    value(values.get("FX1"), i, 0),
                    null));
        }
        return list;
    }

    private static @Nullable Double value(double @Nullable [] numbers, int index, double zero) {
        return numbers == null || Double.isNaN(numbers[index])
                ? null
                : Math.round((numbers[index] - zero) * 100) / 100.0;
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text.strip()).toInstant();
    }
}
