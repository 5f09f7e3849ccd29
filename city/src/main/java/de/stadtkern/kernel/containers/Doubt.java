package de.stadtkern.kernel.containers;

/** Why what a sensor says is not believed. */
public enum Doubt {
    /** Too hot, or the sensor says fire: it may burn. */
    HOT,
    /** The container or the sensor is not upright. */
    TILTED,
    /** No echo: a distance of nothing. */
    NO_ECHO,
    /** Nearer than the sensor can see. */
    BLIND,
    /** Farther than the ground of the container, or a level beyond 0 to 100 %. */
    OUT_OF_RANGE,
    /** From empty to full in one step, as when something hangs before the sensor. */
    BLOCKED,
    /** A drop that a second reading has not confirmed: emptied, or only the lid open. */
    UNCONFIRMED,
    /** The maker's status says something else than the level. */
    CONTRADICTION
}
