package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a register from CSV with headings, or from GeoJSON. A place is given by its coordinates, or by an address that
 * the search is sure of. One line that is wrong refuses the file: so nothing is there in part.
 */
final class RegisterFile {

    static final int MOST_ENTRIES = 20_000;

    private static final int LONGEST = 120;
    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> NAME = List.of("name", "bezeichnung", "titel", "title");
    private static final List<String> LATITUDE = List.of("lat", "latitude", "breite", "breitengrad", "y");
    private static final List<String> LONGITUDE =
            List.of("lon", "lng", "long", "longitude", "laenge", "länge", "laengengrad", "längengrad", "x");
    private static final List<String> ADDRESS = List.of("address", "adresse", "anschrift");
    private static final List<String> STREET = List.of("street", "strasse", "straße");
    private static final List<String> NUMBER = List.of("housenumber", "hausnummer", "hausnr", "nr");
    private static final List<String> POSTCODE = List.of("postcode", "plz", "postleitzahl");
    private static final List<String> TOWN = List.of("town", "city", "ort", "stadt");

    private final Function<String, Optional<Position>> places;

    /** @param places finds a place by its address; empty when it is not sure */
    RegisterFile(Function<String, Optional<Position>> places) {
        this.places = places;
    }

    List<RegisterEntry> read(byte[] content) {
        String text = UploadedText.of(content);
        List<RegisterEntry> entries = text.stripLeading().startsWith("{") ? geoJson(text) : csv(text);
        if (entries.isEmpty()) {
            throw Refusal.badInput("addresses.refusal.no-entries").at("file");
        }
        return entries;
    }

    private List<RegisterEntry> csv(String text) {
        String heading = text.lines().findFirst().orElse("");
        char separator = heading.indexOf(';') >= 0 ? ';' : heading.indexOf('\t') >= 0 ? '\t' : ',';
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .get();
        List<RegisterEntry> entries = new ArrayList<>();
        try (CSVParser lines = format.parse(new StringReader(text))) {
            List<String> headings = List.of();
            for (CSVRecord line : lines) {
                if (headings.isEmpty()) {
                    headings = headings(line);
                } else if (line.stream().anyMatch(cell -> !cell.isBlank())) {
                    add(entries, line.getRecordNumber(), cells(headings, line));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw Refusal.badInput("addresses.refusal.unreadable").at("file");
        }
        return entries;
    }

    private static List<String> headings(CSVRecord line) {
        List<String> headings =
                line.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
        if (headings.stream().noneMatch(NAME::contains)) {
            throw Refusal.badInput("addresses.refusal.heading", shortened(String.join(", ", headings)))
                    .at("file");
        }
        return headings;
    }

    private static Map<String, String> cells(List<String> headings, CSVRecord line) {
        Map<String, String> cells = new TreeMap<>();
        for (int i = 0; i < Math.min(headings.size(), line.size()); i++) {
            cells.put(headings.get(i), line.get(i).strip());
        }
        return cells;
    }

    private void add(List<RegisterEntry> entries, long number, Map<String, String> cells) {
        requireFewer(entries);
        String name = name(number, cell(cells, NAME));
        String address = Stream.of(
                        cell(cells, ADDRESS),
                        (cell(cells, STREET) + " " + cell(cells, NUMBER)).strip(),
                        (cell(cells, POSTCODE) + " " + cell(cells, TOWN)).strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        String lat = cell(cells, LATITUDE);
        String lon = cell(cells, LONGITUDE);
        Position position = lat.isEmpty() && lon.isEmpty()
                ? places.apply(address).orElseThrow(() -> refused("addresses.refusal.address", number, address))
                : position(number, lat, lon);
        entries.add(new RegisterEntry(name, shortened(address), position));
    }

    private static String cell(Map<String, String> cells, List<String> headings) {
        return headings.stream()
                .map(heading -> cells.getOrDefault(heading, ""))
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static void requireFewer(List<RegisterEntry> entries) {
        if (entries.size() >= MOST_ENTRIES) {
            throw Refusal.tooLarge("addresses.refusal.entries", MOST_ENTRIES).at("file");
        }
    }

    private static String name(long number, String name) {
        if (name.length() > LONGEST || !PlainText.isReadable(name)) {
            throw refused("addresses.refusal.name", number, name);
        }
        return name;
    }

    private static Position position(long number, String lat, String lon) {
        try {
            return new Position(Double.parseDouble(lon.replace(',', '.')), Double.parseDouble(lat.replace(',', '.')));
        } catch (IllegalArgumentException e) {
            throw refused("addresses.refusal.coordinates", number, lat + " " + lon);
        }
    }

    private List<RegisterEntry> geoJson(String text) {
        List<RegisterEntry> entries = new ArrayList<>();
        try {
            for (JsonNode feature : JSON.readTree(text).path("features")) {
                requireFewer(entries);
                long number = entries.size() + 1L;
                JsonNode properties = feature.path("properties");
                String name = Stream.of("name", "Name", "bezeichnung", "Bezeichnung", "title")
                        .map(key -> properties.path(key).asString(""))
                        .filter(found -> !found.isBlank())
                        .findFirst()
                        .orElse("");
                entries.add(new RegisterEntry(
                        name(number, name.strip()),
                        shortened(properties.path("address").asString("").replaceAll("\\p{C}", " ")),
                        position(number, feature.path("geometry"))));
            }
        } catch (JacksonException e) {
            throw Refusal.badInput("addresses.refusal.unreadable").at("file");
        }
        return entries;
    }

    private static Position position(long number, JsonNode geometry) {
        JsonNode coordinates = geometry.path("coordinates");
        boolean point = "Point".equals(geometry.path("type").asString(""));
        if (!point || !coordinates.path(0).isNumber() || !coordinates.path(1).isNumber()) {
            throw refused("addresses.refusal.geometry", number, geometry.toString());
        }
        return position(
                number, coordinates.path(1).asString(""), coordinates.path(0).asString(""));
    }

    private static Refusal refused(String textKey, long number, String value) {
        return Refusal.badInput(textKey, number, shortened(value)).at("file");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
