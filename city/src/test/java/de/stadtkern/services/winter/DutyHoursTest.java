package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyHoursTest {

    private final DutyHours hours = new DutyHours(new WinterSettings(
            Set.of(),
            Duration.ofMinutes(90),
            Duration.ofHours(3),
            0.5,
            0.7,
            LocalTime.of(7, 0),
            LocalTime.of(9, 0),
            LocalTime.of(20, 0),
            Duration.ofHours(2),
            null,
            null));

    @ParameterizedTest
    @CsvSource({
        // Wednesday: roads are to be treated by 07:00, so decided by 05:00 (+01:00)
        "2026-12-02T03:59:59Z, SOON, 2026-12-02T04:00:00Z",
        "2026-12-02T04:00:00Z, URGENT,",
        "2026-12-02T18:59:59Z, URGENT,",
        "2026-12-02T19:00:00Z, SOON, 2026-12-03T04:00:00Z",
        // the night before a Saturday: by 09:00, so decided by 07:00
        "2026-12-04T22:00:00Z, SOON, 2026-12-05T06:00:00Z",
        // the night in which summer time ends, before a Sunday: 07:00 is +01:00 already
        "2026-10-24T22:30:00Z, SOON, 2026-10-25T06:00:00Z",
        // the night in which it begins
        "2026-03-28T22:30:00Z, SOON, 2026-03-29T05:00:00Z"
    })
    void atNightThereIsTimeUntilTheLeadTimeBegins(Instant moment, Urgency urgency, @Nullable Instant decideBy) {
        assertThat(hours.priority(moment)).isEqualTo(new Priority(urgency, decideBy));
    }
}
