package de.stadtkern.kernel.matching;

import java.time.Instant;

/** What is known of a vehicle for some time: driven on the network, driven off it, or nothing. */
public sealed interface Part permits Step, Gap, OffNetwork {

    Instant from();

    Instant until();
}
