package de.stadtkern.kernel.roadweather.nowcast;

/**
 * What is expected some minutes after the newest sample.
 *
 * @param minutes 60, 120 or 180
 * @param surface °C, the middle
 * @param low °C; in one of ten cases it is colder
 * @param high °C; in one of ten cases it is warmer
 * @param freezingProbability 0 to 1: that the surface is at 0 °C or below at any time until then; 1 when it is now
 */
public record Horizon(int minutes, double surface, double low, double high, double freezingProbability) {}
