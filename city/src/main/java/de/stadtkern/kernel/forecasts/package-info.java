/**
 * What others foresee: the road-weather and weather forecasts and the warnings of Deutscher Wetterdienst, fetched from
 * its open data or read from a folder, kept for the stations nearest to our places, and shown with source and age.
 * {@code Forecasts} is the door for other rooms.
 */
@NullMarked
@ApplicationModule(
        id = "forecasts",
        displayName = "Forecasts",
        allowedDependencies = {"addresses", "geo", "identity", "notifications", "observations", "portal", "problem"})
package de.stadtkern.kernel.forecasts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
