package de.stadtkern.kernel.alarms;

/** What a rule waits for: values beyond a limit, or no values at all. */
sealed interface Trigger permits Condition, Silence {}
