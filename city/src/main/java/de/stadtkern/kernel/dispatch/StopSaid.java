package de.stadtkern.kernel.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * What made a stop with a subject done is another event now than before: a crew has said so, has taken it back, or what was
 * said came late and out of order. Published within the transaction that keeps it, and heard within it. What comes again
 * changes nothing, and is not told again.
 *
 * @param source of the order's proposal
 * @param subject of the stop, in the words of the service
 * @param before the event that made it done; null when it was not
 * @param now the event that makes it done; null when it is not any more
 */
public record StopSaid(
        String source,
        String subject,
        long municipalityId,
        long orderId,
        long tourId,
        @Nullable TourEvent before,
        @Nullable TourEvent now) {}
