package de.stadtkern.demo.plan;

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

    Ground towards(Ground end, double share) {
        return new Ground(east + share * (end.east - east), north + share * (end.north - north));
    }
}
