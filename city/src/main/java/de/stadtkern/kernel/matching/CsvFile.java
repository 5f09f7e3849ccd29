package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.portal.UploadedText;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A table whose headings name the columns of time, latitude and longitude; others, such as EN 15430-1 has, may stand beside. */
final class CsvFile {

    private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");
    private static final Set<String> TIME =
            Set.of("time", "timestamp", "datetime", "zeit", "zeitpunkt", "zeitstempel", "datumzeit", "utc", "timeutc");
    private static final Set<String> DATE = Set.of("date", "datum");
    private static final Set<String> LATITUDE = Set.of("lat", "latitude", "breite", "breitengrad", "geolat");
    private static final Set<String> LONGITUDE =
            Set.of("lon", "lng", "long", "longitude", "länge", "laenge", "längengrad", "laengengrad", "geolon");

    private final Consumer<TrackFile.Row> out;
    private Moments moments = new Moments(GERMANY);

    private CsvFile(Consumer<TrackFile.Row> out) {
        this.out = out;
    }

    /** Where the columns are; the date is −1 where it stands with the time. */
    private record Columns(List<String> names, int time, int date, int latitude, int longitude, boolean utc) {

        boolean isComplete() {
            return time >= 0 && latitude >= 0 && longitude >= 0;
        }

        int last() {
            return Math.max(Math.max(time, date), Math.max(latitude, longitude));
        }
    }

    static void read(byte[] content, Consumer<TrackFile.Row> out) {
        String text = UploadedText.of(content);
        for (char separator : new char[] {';', '\t', ','}) {
            if (new CsvFile(out).read(text, separator)) {
                return;
            }
        }
        throw TrackFile.refused(
                "matching.refusal.columns",
                TrackFile.shortened(text.lines().findFirst().orElse("")));
    }

    /** Says no when the headings, separated so, do not name what is needed. */
    private boolean read(String text, char separator) {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
        try (Reader reader = new StringReader(text)) {
            Iterator<CSVRecord> records = format.parse(reader).iterator();
            long line = 1;
            try {
                Columns columns = columns(records.hasNext() ? records.next().toList() : List.of());
                moments = new Moments(columns.utc ? ZoneOffset.UTC : GERMANY);
                while (columns.isComplete() && records.hasNext()) {
                    line++;
                    fix(line, records.next().toList(), columns);
                }
                return columns.isComplete();
            } catch (UncheckedIOException | IllegalStateException e) {
                throw TrackFile.refused("matching.refusal.line", line + 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fix(long line, List<String> cells, Columns columns) {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        if (cells.size() <= columns.last()) {
            throw TrackFile.refused("matching.refusal.line", line);
        }
        String lat = cells.get(columns.latitude);
        String lon = cells.get(columns.longitude);
        if (lat.isBlank() && lon.isBlank()) {
            return;
        }
        String time = (columns.date < 0 ? "" : cells.get(columns.date).strip() + " ") + cells.get(columns.time);
        Fix fix = new Fix(
                moments.read(time)
                        .orElseThrow(() ->
                                TrackFile.refused("matching.refusal.time", line, TrackFile.shortened(time.strip()))),
                Coordinates.place(line, lat, lon));
        out.accept(new TrackFile.Row(line, fix, name -> {
            int column = columns.names.indexOf(name);
            return column < 0 || column >= cells.size() ? "" : cells.get(column);
        }));
    }

    private static Columns columns(List<String> headings) {
        List<String> names = headings.stream()
                .map(heading -> heading.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT))
                .toList();
        int time = find(names, TIME);
        boolean utc = time >= 0 && names.get(time).contains("utc");
        return new Columns(names, time, find(names, DATE), find(names, LATITUDE), find(names, LONGITUDE), utc);
    }

    private static int find(List<String> names, Set<String> wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (wanted.contains(names.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
