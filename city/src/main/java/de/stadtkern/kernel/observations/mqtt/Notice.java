package de.stadtkern.kernel.observations.mqtt;

/**
 * What a subscriber hears.
 *
 * @param number by which a subscriber can see a gap; 0: none
 */
@SuppressWarnings("ArrayRecordComponent") // read only and never compared
public record Notice(String topic, byte[] payload, long number) {}
