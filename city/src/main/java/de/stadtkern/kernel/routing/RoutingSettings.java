package de.stadtkern.kernel.routing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the routing.
 *
 * @param truckHeight of the town's trucks in metres
 * @param truckWidth in metres
 * @param truckWeight in tonnes
 */
@ConfigurationProperties("stadtkern.routing")
record RoutingSettings(
        @DefaultValue("3.5") double truckHeight,
        @DefaultValue("2.55") double truckWidth,
        @DefaultValue("18") double truckWeight) {

    RoutingSettings {
        if (!(truckHeight > 0 && truckWidth > 0 && truckWeight > 0)) {
            throw new IllegalArgumentException(
                    "stadtkern.routing.truck-height, .truck-width and .truck-weight must be above 0, but are "
                            + truckHeight + ", " + truckWidth + " and " + truckWeight);
        }
    }

    Truck truck() {
        return new Truck(truckHeight, truckWidth, truckWeight);
    }
}
