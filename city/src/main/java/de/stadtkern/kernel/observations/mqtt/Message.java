package de.stadtkern.kernel.observations.mqtt;

/** What a device has published. */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
public record Message(String topic, byte[] payload) {}
