package de.stadtkern.kernel.observations;

import java.time.Instant;

/**
 * One measured number.
 *
 * @param property definition (URI) of the observed property
 * @param unit UCUM symbol; empty for a number without unit
 * @param time phenomenon time
 */
public record Reading(
        long observationId,
        long datastreamId,
        String property,
        String propertyName,
        double value,
        String unit,
        Instant time) {}
