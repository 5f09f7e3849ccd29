package de.stadtkern.kernel.notifications;

import java.time.Instant;

/** A line of the roster: from then until just before then. */
record Duty(long id, long municipalityId, OnCall.Position position, long personId, Instant startsAt, Instant endsAt) {}
