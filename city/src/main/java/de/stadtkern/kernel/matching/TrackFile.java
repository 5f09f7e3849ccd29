package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Files of tracks: GPX, or tables as CSV. Refused as a whole with the line that breaks a rule. */
public final class TrackFile {

    static final int MOST_BYTES = 10 * 1024 * 1024;
    static final int MOST_FIXES = 200_000;

    private static final int LONGEST_SHOWN = 60;

    private int count;

    private TrackFile() {}

    /**
     * A fix with what else the file says of it.
     *
     * @param line where it stands
     * @param others by its name in lower case without anything but letters, such as {@code sprmode}; empty when the file
     *     does not say it. What a GPX point says of speed is {@code gpxspeed}: it is in metres per second
     */
    public record Row(long line, Fix fix, UnaryOperator<String> others) {

        /** The first that is there of what the file may call so; empty when none is. */
        public String other(String... names) {
            return Arrays.stream(names)
                    .map(others)
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse("")
                    .strip();
        }
    }

    static Track read(byte[] content) {
        return new Track(read(content, Row::fix));
    }

    /**
     * All rows in the order of the file, each as what it means.
     *
     * @throws Refusal at {@code file} when it is too large, empty or not to be understood
     */
    public static <T> List<T> read(byte[] content, Function<Row, T> meaning) {
        requireSize(content.length);
        List<T> all = new ArrayList<>();
        TrackFile file = new TrackFile();
        Consumer<Row> out = row -> {
            file.count();
            all.add(meaning.apply(row));
        };
        if (content.length == 0) {
            throw refused("matching.refusal.empty");
        }
        if (isXml(content)) {
            GpxFile.read(content, out);
        } else {
            CsvFile.read(content, out);
        }
        if (all.isEmpty()) {
            throw refused("matching.refusal.no-fixes");
        }
        return all;
    }

    /** Refused before it is read when it is too large. */
    public static void requireSize(long bytes) {
        if (bytes > MOST_BYTES) {
            throw Refusal.tooLarge("matching.refusal.size", MOST_BYTES / (1024 * 1024))
                    .at("file");
        }
    }

    static Refusal refused(String key, Object... arguments) {
        return Refusal.badInput(key, arguments).at("file");
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private void count() {
        if (count++ == MOST_FIXES) {
            throw refused("matching.refusal.too-many", MOST_FIXES);
        }
    }

    /** Whether the first sign, after a byte order mark and white space, opens a tag. */
    private static boolean isXml(byte[] content) {
        for (byte one : content) {
            boolean passedOver = one <= ' ';
            if (!passedOver) {
                return one == '<';
            }
        }
        return false;
    }
}
