package de.stadtkern.kernel.reports;

/** A photo as it was released. */
public record PublicPhoto(long id, long reportNumber, byte[] jpeg) {}
