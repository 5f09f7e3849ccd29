package de.stadtkern.demo.devices;

import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Something that is broken, every day at the same time of the town's clock.
 *
 * @param target id of the gateway, or devEui of the device
 * @param name as people read it
 * @param from 00:00 together with until 00:00 means all day
 */
record Fault(What what, String target, String name, LocalTime from, LocalTime until) {

    /** What can break. */
    enum What {
        SILENT("sends nothing"),
        STUCK("repeats the value it had when this began"),
        LOW_BATTERY("battery almost empty"),
        CLOCK_BEHIND("its clock is 47 minutes behind"),
        CLOCK_AHEAD("its clock is 3 hours ahead"),
        DEAD_GATEWAY("gateway hears nothing");

        final String words;

        What(String words) {
            this.words = words;
        }
    }

    boolean holdsAt(LocalDateTime time) {
        LocalTime now = time.toLocalTime();
        return until.equals(from) || !now.isBefore(from) && now.isBefore(until);
    }

    /** When it began today. */
    LocalDateTime beginning(LocalDateTime time) {
        return time.toLocalDate().atTime(from);
    }

    String window() {
        return until.equals(from) ? "always" : "daily " + from + "–" + until;
    }
}
