package de.stadtkern.kernel.streets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What the first element of an OpenStreetMap XML file says; a PBF file is always taken to be OpenStreetMap's own. */
final class ExtractHeader {

    private static final String OPENSTREETMAP = "© OpenStreetMap contributors, ODbL 1.0";
    private static final String VERSION = "0.6";
    private static final int GZIP = 0x1f;

    private ExtractHeader() {}

    /** The {@code copyright} of a file that is not OpenStreetMap's, as of an invented town, else OpenStreetMap's. */
    static String attribution(Path file) throws IOException {
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            int first = peek(content);
            if (first != '<' && first != GZIP) {
                return OPENSTREETMAP;
            }
            return attribution(file, first == GZIP ? new GZIPInputStream(content) : content);
        } catch (XMLStreamException e) {
            throw new UnreadableExtractException(file, e);
        }
    }

    private static int peek(InputStream content) throws IOException {
        content.mark(1);
        int first = content.read();
        content.reset();
        return first;
    }

    private static String attribution(Path file, InputStream xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(xml);
        reader.nextTag();
        String version = reader.getAttributeValue(null, "version");
        if (version != null && !version.equals(VERSION)) {
            throw new UnreadableExtractException(
                    file, "it has the version " + version + " of the format, but only " + VERSION + " is known");
        }
        return ofCopyright(reader.getAttributeValue(null, "copyright"));
    }

    private static String ofCopyright(@Nullable String copyright) {
        return copyright == null || copyright.contains("OpenStreetMap") ? OPENSTREETMAP : copyright;
    }
}
