package de.stadtkern.kernel.addresses;

import java.time.Instant;

/** A register of a municipality: how it is called, where it came from and how many entries it has. */
record Register(
        long id,
        long municipalityId,
        String name,
        String fileName,
        String personName,
        Instant changedAt,
        long entries) {}
