package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.geo.Position;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The warnings in force: a zip with a file of CAP 1.2 for each, in the profile of Deutscher Wetterdienst. A polygon is
 * written latitude first; what is left out of it stands as {@code EXCLUDE_POLYGON} among the geocodes. Areas without a
 * polygon, such as those of the coast, hold nowhere here.
 */
final class WarningFile {

    static final String SOURCE = "Deutscher Wetterdienst";

    private static final long MOST_BYTES = 300_000_000;
    private static final Map<String, Integer> LEVELS = Map.of("Minor", 1, "Moderate", 2, "Severe", 3, "Extreme", 4);
    private static final Set<String> OF_ALERT = Set.of("identifier", "sent", "status", "msgType", "references");
    private static final Set<String> OF_INFO = Set.of(
            "language",
            "event",
            "responseType",
            "severity",
            "effective",
            "onset",
            "expires",
            "headline",
            "description",
            "instruction");

    private final Map<String, String> alert = new HashMap<>();
    private @Nullable Info info;

    private WarningFile() {}

    private static final class Info {
        private final Map<String, String> texts = new HashMap<>();
        private final List<CapWarning.Area> areas = new ArrayList<>();
    }

    /** All that are real and not taken back. */
    static List<CapWarning> read(byte[] packed) throws IOException, Unreadable {
        List<CapWarning> warnings = new ArrayList<>();
        Packed.zip(packed, ".xml", MOST_BYTES, (name, content) -> {
            try {
                warnings.addAll(new WarningFile().read(content));
            } catch (XMLStreamException | DateTimeException | IllegalArgumentException e) {
                throw new Unreadable("forecasts.error.content", name + ": " + e.getMessage());
            }
        });
        return warnings;
    }

    private List<CapWarning> read(InputStream content) throws XMLStreamException {
        XMLStreamReader xml = Xml.open(content);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String element = xml.getLocalName();
                if (element.equals("info")) {
                    Info read = info(xml);
                    if (info == null || read.texts.getOrDefault("language", "").startsWith("de")) {
                        info = read;
                    }
                } else if (OF_ALERT.contains(element)) {
                    alert.put(element, xml.getElementText().strip());
                }
            }
        }
        boolean real = "Actual".equals(alert.get("status")) && !"Cancel".equals(alert.get("msgType"));
        Info said = info;
        return real && said != null && !"AllClear".equals(said.texts.get("responseType"))
                ? List.of(warning(said))
                : List.of();
    }

    private CapWarning warning(Info said) {
        Instant issuedAt = time(required(alert, "sent"));
        String from = said.texts.getOrDefault("onset", said.texts.get("effective"));
        String until = said.texts.get("expires");
        String severity = required(said.texts, "severity");
        Integer level = LEVELS.get(severity);
        if (level == null) {
            throw new IllegalArgumentException("severity " + severity);
        }
        String event = required(said.texts, "event");
        return new CapWarning(
                new WeatherWarning(
                        required(alert, "identifier"),
                        event,
                        level,
                        said.texts.getOrDefault("headline", event),
                        from == null ? issuedAt : time(from),
                        until == null ? null : time(until),
                        SOURCE,
                        issuedAt),
                said.texts.getOrDefault("description", ""),
                said.texts.getOrDefault("instruction", ""),
                Arrays.stream(alert.getOrDefault("references", "").split("\\s+"))
                        .map(reference -> reference.split(","))
                        .filter(parts -> parts.length == 3)
                        .map(parts -> parts[1])
                        .toList(),
                said.areas);
    }

    private static String required(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return text;
    }

    private static Info info(XMLStreamReader xml) throws XMLStreamException {
        Info info = new Info();
        while (isInside(xml, "info")) {
            if (xml.isStartElement()) {
                String element = xml.getLocalName();
                if (element.equals("area")) {
                    info.areas.add(area(xml));
                } else if (OF_INFO.contains(element)) {
                    info.texts.putIfAbsent(element, xml.getElementText().strip());
                }
            }
        }
        return info;
    }

    private static CapWarning.Area area(XMLStreamReader xml) throws XMLStreamException {
        CapWarning.Area area = new CapWarning.Area(new ArrayList<>(), new ArrayList<>());
        String name = "";
        while (isInside(xml, "area")) {
            if (xml.isStartElement()) {
                switch (xml.getLocalName()) {
                    case "polygon" -> area.rings().add(ring(xml.getElementText()));
                    case "valueName" -> name = xml.getElementText().strip();
                    case "value" -> {
                        String value = xml.getElementText();
                        if (name.equals("EXCLUDE_POLYGON")) {
                            area.leftOut().add(ring(value));
                        }
                    }
                    default -> {}
                }
            }
        }
        return area;
    }

    /** Goes on to the next event; false when that ends the element. */
    private static boolean isInside(XMLStreamReader xml, String element) throws XMLStreamException {
        return xml.next() != XMLStreamConstants.END_ELEMENT
                || !xml.getLocalName().equals(element);
    }

    private static List<Position> ring(String text) {
        List<Position> ring = new ArrayList<>();
        for (String pair : text.strip().split("\\s+")) {
            String[] parts = pair.split(",");
            if (parts.length != 2) {
                throw new IllegalArgumentException("polygon " + pair);
            }
            ring.add(new Position(Numbers.finite(parts[1]), Numbers.finite(parts[0])));
        }
        if (ring.size() < 4) {
            throw new IllegalArgumentException("polygon of " + ring.size() + " points");
        }
        return ring;
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
