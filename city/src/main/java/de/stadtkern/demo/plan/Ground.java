package de.stadtkern.demo.plan;

import java.util.List;

/** A place in the simulated town: metres east and north of the market square. */
record Ground(double east, double north) {

    private static final double LON = 11.90;
    private static final double LAT = 50.30;
    private static final double METRES_PER_DEGREE = 111_195;

    double lon() {
        return LON + east / (METRES_PER_DEGREE * Math.cos(Math.toRadians(LAT)));
    }

    double lat() {
        return LAT + north / METRES_PER_DEGREE;
    }

    Ground plus(Ground step) {
        return new Ground(east + step.east, north + step.north);
    }

    double metresTo(Ground other) {
        return Math.hypot(east - other.east, north - other.north);
    }

    /** Whether a ray to the east crosses the outline an odd number of times. */
    boolean isInside(List<Ground> outline) {
        boolean inside = false;
        for (int i = 0, last = outline.size() - 1; i < outline.size(); last = i++) {
            Ground from = outline.get(last);
            Ground to = outline.get(i);
            if (from.north > north != to.north > north
                    && east < from.east + (north - from.north) / (to.north - from.north) * (to.east - from.east)) {
                inside = !inside;
            }
        }
        return inside;
    }

    Ground towards(Ground end, double share) {
        return new Ground(east + share * (end.east - east), north + share * (end.north - north));
    }
}
