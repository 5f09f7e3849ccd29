package de.stadtkern.kernel.notifications;

import java.time.Instant;
import java.util.List;

/** A person has opened these messages or marked them as read; published within that transaction. */
public record MessagesRead(long personId, List<Long> messageIds, Instant at) {}
