package de.stadtkern.services.open311;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer as the standard wants it written: in XML below a root; in JSON a list without root, or an object.
 *
 * @param root name of the element around all
 * @param item name of each element of a list; of others each element is called by its list without the s
 * @param content an {@link Entry} or a list of them
 */
record Answer(String root, String item, Object content) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    static Answer list(String root, String item, List<Entry> entries) {
        return new Answer(root, item, entries);
    }

    static Answer one(String root, Entry entry) {
        return new Answer(root, "", entry);
    }

    ResponseEntity<byte[]> in(Format format) {
        return in(format, HttpStatus.OK);
    }

    ResponseEntity<byte[]> in(Format format, HttpStatus status) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, format.contentType)
                .body(bytes(format));
    }

    byte[] bytes(Format format) {
        return format == Format.json ? JSON.writeValueAsBytes(plain(content)) : xml();
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Entry entry -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                entry.fields().forEach((name, field) -> fields.put(name, plain(field)));
                yield fields;
            }
            case List<?> list -> list.stream().map(Answer::plain).toList();
            case Number number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    private byte[] xml() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument("utf-8", "1.0");
            write(xml, root, item, content);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can always be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(XMLStreamWriter xml, String name, String itemName, Object value)
            throws XMLStreamException {
        xml.writeStartElement(name);
        switch (value) {
            case Entry entry -> {
                for (Map.Entry<String, Object> field : entry.fields().entrySet()) {
                    String called = field.getKey();
                    write(xml, called, called.substring(0, called.length() - 1), field.getValue());
                }
            }
            case List<?> list -> {
                for (Object one : list) {
                    write(xml, itemName, "", one);
                }
            }
            default -> xml.writeCharacters(NOT_XML.matcher(value.toString()).replaceAll(""));
        }
        xml.writeEndElement();
    }

    /** How an answer is written. Spelled as paths end. */
    enum Format {
        xml("text/xml;charset=utf-8"),
        json("application/json");

        final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        /** What the path ends in; XML, which every program must understand, when that is nothing known. */
        static Format of(String path) {
            return path.endsWith("." + json) ? json : xml;
        }
    }

    /** Something in an answer: what is known of it by name, in the order of the standard. */
    static final class Entry {

        private final Map<String, Object> fields = new LinkedHashMap<>();

        /** @param value left out when null; texts, numbers, times, truths, entries and lists of these */
        Entry with(String name, @Nullable Object value) {
            if (value != null) {
                fields.put(name, value);
            }
            return this;
        }

        Map<String, Object> fields() {
            return fields;
        }
    }
}
