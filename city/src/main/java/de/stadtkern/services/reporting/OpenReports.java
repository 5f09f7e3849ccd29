package de.stadtkern.services.reporting;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.reports.PublicQuery;
import de.stadtkern.kernel.reports.PublicReport;
import de.stadtkern.kernel.reports.PublicReports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All public reports to take along: open data as CSV and GeoJSON, and what is new as an Atom feed (RFC 4287). */
@RestController
@RequestMapping(ReportPaths.HERE)
class OpenReports {

    private static final int MOST = 50_000;
    private static final int MOST_OF_FEED = 50;
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final PublicReports reports;
    private final PublicAddress address;
    private final ReportingSettings settings;

    OpenReports(PublicReports reports, PublicAddress address, ReportingSettings settings) {
        this.reports = reports;
        this.address = address;
        this.settings = settings;
    }

    @GetMapping(path = "/open.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> csv(Page page) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CSVFormat.RFC4180.print(text)) {
            printer.printRecord(
                    "number",
                    "category",
                    "name",
                    "state",
                    "created",
                    "updated",
                    "closed",
                    "lon",
                    "lat",
                    "address",
                    "responsible",
                    "votes",
                    "text");
            for (PublicReport one : list(page)) {
                printer.printRecord(row(one).values());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return licensed(text.toString());
    }

    @GetMapping(path = "/open.geojson", produces = "application/geo+json")
    ResponseEntity<Map<String, Object>> geojson(Page page) {
        List<Map<String, Object>> features = new ArrayList<>();
        list(page).forEach(one -> {
            Map<String, Object> properties = new LinkedHashMap<>(row(one));
            properties.keySet().removeAll(List.of("lon", "lat"));
            Map<String, Object> feature = new LinkedHashMap<>();
            feature.put("type", "Feature");
            feature.put("id", one.number());
            feature.put("geometry", geometry(one.position()));
            feature.put("properties", properties);
            features.add(feature);
        });
        return licensed(Map.of(
                "type", "FeatureCollection", "license", settings.licence().toString(), "features", features));
    }

    @GetMapping(path = "/feed", produces = MediaType.APPLICATION_ATOM_XML_VALUE)
    ResponseEntity<String> feed(Page page) {
        List<PublicReport> newest = reports.list(Wanted.of(page, "q").query().newestChangeFirst(), MOST_OF_FEED, 0);
        String here = address.get() + page.url(ReportPaths.HERE);
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setDefaultNamespace(ATOM);
            xml.writeStartElement(ATOM, "feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", page.language().tag());
            element(xml, "id", here);
            element(xml, "title", page.text("reporting.reports"));
            element(
                    xml,
                    "updated",
                    newest.isEmpty() ? Instant.EPOCH : newest.getFirst().updatedAt());
            link(xml, here);
            for (PublicReport one : newest) {
                entry(xml, page, one, here + "/" + one.number());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can always be written", e);
        }
        return licensed(text.toString());
    }

    private static void entry(XMLStreamWriter xml, Page page, PublicReport one, String here) throws XMLStreamException {
        xml.writeStartElement(ATOM, "entry");
        element(xml, "id", here);
        element(
                xml,
                "title",
                page.text(
                        "reporting.label",
                        Long.toString(one.number()),
                        one.category().names().in(page.language()),
                        page.text(one.state().textKey())));
        element(xml, "published", one.createdAt());
        element(xml, "updated", one.updatedAt());
        xml.writeStartElement(ATOM, "author");
        element(xml, "name", page.frame().town());
        xml.writeEndElement();
        element(xml, "summary", one.address() + (one.text().isEmpty() ? "" : "\n" + one.text()));
        link(xml, here);
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, Object content) throws XMLStreamException {
        xml.writeStartElement(ATOM, name);
        xml.writeCharacters(content.toString());
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String href) throws XMLStreamException {
        xml.writeEmptyElement(ATOM, "link");
        xml.writeAttribute("href", href);
    }

    private List<PublicReport> list(Page page) {
        PublicQuery query = Wanted.of(page, "q").query();
        return reports.list(query, MOST, 0);
    }

    private static Map<String, Object> row(PublicReport one) {
        Position position = one.position();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("number", one.number());
        row.put("category", one.category().code());
        row.put("name", one.category().names().german());
        row.put("state", one.state().name());
        row.put("created", one.createdAt().toString());
        row.put("updated", one.updatedAt().toString());
        row.put("closed", one.closedAt() == null ? "" : one.closedAt().toString());
        row.put("lon", position == null ? "" : position.lon());
        row.put("lat", position == null ? "" : position.lat());
        row.put("address", one.address());
        row.put("responsible", one.responsible());
        row.put("votes", one.votes());
        row.put("text", one.text());
        return row;
    }

    private static @Nullable Map<String, Object> geometry(@Nullable Position position) {
        return position == null
                ? null
                : Map.of("type", "Point", "coordinates", List.of(position.lon(), position.lat()));
    }

    private <T> ResponseEntity<T> licensed(T body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<" + settings.licence() + ">; rel=\"license\"")
                .body(body);
    }
}
