package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.geo.Position;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The points of the tracks of a GPX file; routes and waypoints are not where anybody was. */
final class GpxFile {

    private static final int DEEPEST = 100;
    private static final Set<String> OTHERS = Set.of("speed", "course", "mode", "dose", "width", "counter");

    private final XMLStreamReader xml;
    private final Consumer<TrackFile.Row> out;
    private final Moments moments = new Moments(ZoneOffset.UTC);
    private final Deque<String> open = new ArrayDeque<>();
    private @Nullable Position place;
    private @Nullable Instant at;
    private Map<String, String> others = Map.of();

    private GpxFile(XMLStreamReader xml, Consumer<TrackFile.Row> out) {
        this.xml = xml;
        this.out = out;
    }

    static void read(byte[] content, Consumer<TrackFile.Row> out) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            try {
                new GpxFile(xml, out).read();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            throw TrackFile.refused("matching.refusal.xml", line);
        }
    }

    private void read() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw TrackFile.refused("matching.refusal.doctype");
                case XMLStreamConstants.START_ELEMENT -> begin(xml.getLocalName());
                case XMLStreamConstants.END_ELEMENT -> end(open.pop());
                default -> {}
            }
        }
    }

    private void begin(String name) throws XMLStreamException {
        if (open.isEmpty() && !name.equals("gpx")) {
            throw TrackFile.refused("matching.refusal.not-gpx", TrackFile.shortened(name));
        }
        if (name.equals("trkpt")) {
            place = Coordinates.place(line(), attribute("lat"), attribute("lon"));
            at = null;
            others = new HashMap<>();
        }
        if (name.equals("time") && "trkpt".equals(open.peek())) {
            String text = xml.getElementText();
            at = moments.read(text)
                    .orElseThrow(() ->
                            TrackFile.refused("matching.refusal.time", line(), TrackFile.shortened(text.strip())));
            return;
        }
        if (place != null && OTHERS.contains(name)) {
            others.put(name.equals("speed") ? "gpxspeed" : name, xml.getElementText());
            return;
        }
        if (open.size() == DEEPEST) {
            throw TrackFile.refused("matching.refusal.xml", line());
        }
        open.push(name);
    }

    private void end(String name) {
        if (name.equals("trkpt") && place != null) {
            if (at == null) {
                throw TrackFile.refused("matching.refusal.no-time", line());
            }
            Map<String, String> said = others;
            out.accept(new TrackFile.Row(line(), new Fix(at, place), other -> said.getOrDefault(other, "")));
            place = null;
        }
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }

    private String attribute(String name) {
        return Objects.requireNonNullElse(xml.getAttributeValue(null, name), "");
    }
}
