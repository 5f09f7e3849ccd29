package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesHistory.Bucket;
import de.stadtkern.kernel.observations.SeriesHistory.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** RFC 4180: times in UTC (ISO 8601), a flag in every line; above, when wanted, what it is as lines that begin with #. */
final class CsvFile implements ValueFile {

    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private final Writer out;
    private final boolean comments;

    CsvFile(Writer out, boolean comments) {
        this.out = out;
        this.comments = comments;
    }

    @Override
    public void beginValues(Head head) {
        begin(head);
        write("time,value,flag,sensor_quality\r\n");
    }

    @Override
    public void value(Value value, String flag) {
        String result =
                value.number() == null ? text(value.json()) : value.number().toString();
        write(value.time() + "," + result + "," + flag + "," + text(value.quality()) + "\r\n");
    }

    @Override
    public void beginBuckets(Head head, Duration width) {
        begin(head);
        comment("bucket_width", width.toString());
        write("start,mean,min,max,observations,valid_share,flag\r\n");
    }

    @Override
    public void bucket(Bucket bucket, String flag) {
        write(bucket.start() + "," + Objects.toString(bucket.mean(), "") + "," + Objects.toString(bucket.min(), "")
                + "," + Objects.toString(bucket.max(), "") + "," + bucket.observations() + ","
                + (double) bucket.valid() / bucket.observations() + "," + flag + "\r\n");
    }

    @Override
    public void end() {}

    private void begin(Head head) {
        SeriesFacts series = head.series();
        comment("series", series.name());
        comment("station", series.stationName());
        comment("measured_elsewhere", series.origin());
        comment("property", series.propertyName() + " " + series.property());
        comment("unit_ucum", series.unit());
        comment("position_wgs84", series.lon() == null ? null : series.lon() + " " + series.lat());
        comment("publisher", series.municipality());
        comment("licence", series.licence() == null ? "not stated" : series.licence());
        comment("link", head.link());
        comment("from", head.span().from().toString());
        comment("until", head.span().until().toString());
        comment("accessed", head.accessed().toString());
    }

    private void comment(String name, @Nullable String value) {
        if (comments && value != null) {
            write("# " + name + ": " + value.replaceAll("\\R", " ") + "\r\n");
        }
    }

    /** In quotation marks; what a spreadsheet would take for a formula gets an apostrophe. */
    static String text(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean formula = !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

    private void write(String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
