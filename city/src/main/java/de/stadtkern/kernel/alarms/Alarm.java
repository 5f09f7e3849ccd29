package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.notifications.Receipt;
import de.stadtkern.kernel.portal.Mark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as it stands; see {@link NewAlarm}. Whether it is over, whether somebody has seen it and whether somebody is done
 * with it are three things that do not depend on each other.
 *
 * @param before how often the same came in the hour before
 * @param raisedAt when the program found it
 * @param clearedAt time of the value that ended it, or when it was heard again
 * @param silentUntil until when nobody is told
 */
record Alarm(
        long id,
        long municipalityId,
        long ruleId,
        String rule,
        String subject,
        Severity severity,
        String place,
        @Nullable Long thing,
        @Nullable Long datastream,
        int devices,
        int before,
        @Nullable Double value,
        String unit,
        Instant happenedAt,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant silentUntil,
        @Nullable Instant closedAt) {

    /** So many times within an hour, and it comes and goes. */
    static final int RESTLESS = 3;

    /** Of what comes and goes people are told when it has stayed for so long. */
    static final int STEADY_MINUTES = 15;

    /** What a person does with an alarm. */
    enum Act {
        ACKNOWLEDGE,
        SILENCE,
        CLOSE
    }

    /**
     * Who did what with it, when and why.
     *
     * @param until of a silence; null otherwise
     */
    record Done(
            Act act,
            String person,
            Instant at,
            String reason,
            @Nullable Instant until) {}

    /**
     * Who was told.
     *
     * @param seenAt when the person said that it has arrived, or opened the message
     * @param receipts what became of it on the channels
     */
    record Told(
            int step, String person, Instant at, @Nullable Instant seenAt, List<Receipt> receipts) {}

    /** An alarm with everything that was done about it. */
    record History(Alarm alarm, List<Done> done, List<Told> told) {}

    /** How it stands, in one word. */
    enum State {
        ACTIVE,
        ACKNOWLEDGED,
        CLEARED,
        DONE
    }

    State state() {
        if (closedAt != null || clearedAt != null && acknowledgedAt != null) {
            return State.DONE;
        }
        if (clearedAt != null) {
            return State.CLEARED;
        }
        return acknowledgedAt == null ? State.ACTIVE : State.ACKNOWLEDGED;
    }

    Mark mark() {
        return switch (state()) {
            case ACTIVE -> severity.mark();
            case ACKNOWLEDGED -> Mark.RUNNING;
            case CLEARED -> Mark.INFO;
            case DONE -> Mark.DONE;
        };
    }

    /** Whether it comes and goes. */
    boolean isRestless() {
        return before >= RESTLESS;
    }

    boolean isTest() {
        return subject.equals(NewAlarm.TEST);
    }

    boolean isOfAGateway() {
        return subject.startsWith(Watchdog.GATEWAY);
    }
}
