package de.stadtkern.demo.devices;

import de.stadtkern.demo.weather.Air;
import java.time.LocalDateTime;
import java.util.Map;

/** What a device measures at a moment, by name and without its battery. */
@FunctionalInterface
interface Model {

    Map<String, Double> at(Device device, LocalDateTime time, Air air);
}
