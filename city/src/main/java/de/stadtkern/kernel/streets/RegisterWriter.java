package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.streets.SegmentsGeoJson.Line;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes the register as the files that {@link RegisterFile} reads. */
final class RegisterWriter {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private RegisterWriter() {}

    static void geoJson(String attribution, List<RegisteredSegment> segments, OutputStream out) {
        SegmentsGeoJson.write(attribution, segments.stream().map(one -> new Line(one.segment(), properties(one))), out);
    }

    static void csv(List<RegisteredSegment> segments, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write(BYTE_ORDER_MARK);
        CSVPrinter printer = CSVFormat.DEFAULT.builder().setDelimiter(';').get().print(text);
        boolean first = true;
        for (RegisteredSegment one : segments) {
            Map<String, @Nullable Object> properties = properties(one);
            if (first) {
                printer.printRecord(properties.keySet());
                first = false;
            }
            printer.printRecord(
                    properties.values().stream().map(RegisterWriter::harmless).toList());
        }
        printer.flush();
    }

    /** The fields of the file in their order. */
    static Map<String, @Nullable Object> properties(RegisteredSegment one) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put(RegisterFile.SEGMENT, one.segment().id());
        properties.put(RegisterFile.STREET, one.segment().name());
        properties.put("class", one.segment().roadClass().osmValue());
        properties.put("lengthMetres", Math.round(one.segment().lengthMetres() * 10) / 10.0);
        properties.put("quarter", one.segment().place().quarter());
        properties.put(RegisterChange.WINTER_CLASS, one.register().winterClass());
        properties.put(RegisterChange.SWEEPING_CLASS, one.register().sweepingClass());
        properties.put(RegisterChange.RESPONSIBILITY, one.register().responsibility());
        properties.put(RegisterChange.SALT_BAN, one.register().saltBan());
        properties.put(RegisterChange.MAX_WIDTH, one.register().maxWidthMetres());
        return properties;
    }

    /** What a spreadsheet would take for a formula gets an apostrophe. */
    private static Object harmless(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : value == null ? "" : value;
    }
}
