package de.stadtkern.kernel.portal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days, whole or from hour to hour, as a file that calendar programs read or subscribe to (iCalendar, RFC 5545).
 *
 * @param name of the calendar, as programs show it
 * @param madeAt when the days were known to be so
 * @param reminder how long before the day begins the program reminds; null for never
 */
public record Calendar(
        String name, Instant madeAt, @Nullable Duration reminder, List<Entry> entries) {

    /** Media type of the file. */
    public static final String MEDIA_TYPE = "text/calendar;charset=UTF-8";

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final int LONGEST_LINE = 75;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * What is on a day.
     *
     * @param uid stays the same when the file is made again, and is nobody else's; letters, digits, {@code -.@}
     * @param hours null for the whole day
     * @param description empty for none
     */
    public record Entry(String uid, LocalDate day, @Nullable Hours hours, String summary, String description) {

        /** Something for the whole day. */
        public Entry(String uid, LocalDate day, String summary, String description) {
            this(uid, day, null, summary, description);
        }
    }

    /** From hour to hour of the same day, by the clock of Germany. */
    public record Hours(LocalTime from, LocalTime until) {}

    public Calendar {
        entries = List.copyOf(entries);
    }

    /** The content of the file. */
    public String text() {
        StringBuilder file = new StringBuilder();
        line(file, "BEGIN:VCALENDAR");
        line(file, "VERSION:2.0");
        line(file, "PRODID:-//Stadtkern//Stadtkern//DE");
        line(file, "CALSCALE:GREGORIAN");
        line(file, "X-WR-CALNAME:" + escaped(name));
        entries.forEach(entry -> write(file, entry));
        line(file, "END:VCALENDAR");
        return file.toString();
    }

    private void write(StringBuilder file, Entry entry) {
        line(file, "BEGIN:VEVENT");
        line(file, "UID:" + entry.uid());
        line(file, "DTSTAMP:" + MOMENT.format(madeAt));
        Hours hours = entry.hours();
        if (hours == null) {
            line(file, "DTSTART;VALUE=DATE:" + DAY.format(entry.day()));
            line(file, "DTEND;VALUE=DATE:" + DAY.format(entry.day().plusDays(1)));
        } else {
            line(file, "DTSTART:" + moment(entry.day(), hours.from()));
            line(file, "DTEND:" + moment(entry.day(), hours.until()));
        }
        line(file, "SUMMARY:" + escaped(entry.summary()));
        if (!entry.description().isEmpty()) {
            line(file, "DESCRIPTION:" + escaped(entry.description()));
        }
        line(file, "TRANSP:TRANSPARENT");
        if (reminder != null) {
            line(file, "BEGIN:VALARM");
            line(file, "ACTION:DISPLAY");
            line(file, "TRIGGER:-" + reminder);
            line(file, "DESCRIPTION:" + escaped(entry.summary()));
            line(file, "END:VALARM");
        }
        line(file, "END:VEVENT");
    }

    /** In UTC, so that no file needs the rules of a time zone. */
    private static String moment(LocalDate day, LocalTime time) {
        return MOMENT.format(day.atTime(time).atZone(TOWN));
    }

    /** Of text (3.3.11). What no line may hold is left out. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
                .replace("\n", "\\n");
    }

    /** Folded to at most 75 octets (3.1); never within a letter. */
    private static void line(StringBuilder file, String content) {
        int octets = 0;
        for (int letter : content.codePoints().toArray()) {
            String one = Character.toString(letter);
            int size = one.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LONGEST_LINE) {
                file.append("\r\n ");
                octets = 1;
            }
            file.append(one);
            octets += size;
        }
        file.append("\r\n");
    }
}
