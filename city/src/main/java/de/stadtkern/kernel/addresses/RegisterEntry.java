package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Position;

/** Something in a register; the address is as the file says it, and may be empty. */
record RegisterEntry(String name, String address, Position position) {}
