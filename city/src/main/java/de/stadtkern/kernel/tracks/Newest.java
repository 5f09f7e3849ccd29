package de.stadtkern.kernel.tracks;

/**
 * Where a vehicle was last, for the map of who is out where. Only of municipalities whose works council agreed.
 *
 * @param fix with its own time: how old it is has to be shown
 */
public record Newest(long vehicleId, long municipalityId, Fix fix) {}
