package de.stadtkern.kernel.routing;

/** How big the town's trucks are: what is too low, too weak or too narrow for them is not passed. */
public record Truck(double heightMetres, double widthMetres, double tonnes) {

    /** A lorry with two axles, as towns use for winter service and refuse. */
    public static final Truck USUAL = new Truck(3.5, 2.55, 18);
}
