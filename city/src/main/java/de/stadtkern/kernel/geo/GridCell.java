package de.stadtkern.kernel.geo;

import java.util.List;

/**
 * A square of the European grid for statistics (INSPIRE, ETRS89-LAEA, EPSG:3035), in which a census counts too. On the
 * projection: IOGP Guidance Note 7-2, method 9820.
 *
 * @param metres length of a side, which divides 1,000,000
 * @param north of its lower left corner in metres of the projection, a multiple of {@code metres}
 * @param east likewise
 */
public record GridCell(int metres, int north, int east) {

    private static final double A = 6_378_137;
    private static final double E2 = 2 / 298.257222101 - 1 / (298.257222101 * 298.257222101);
    private static final double E = Math.sqrt(E2);
    private static final double PHI0 = Math.toRadians(52);
    private static final double LAMBDA0 = Math.toRadians(10);
    private static final double FALSE_EAST = 4_321_000;
    private static final double FALSE_NORTH = 3_210_000;
    private static final double QP = q(1);
    private static final double RQ = A * Math.sqrt(QP / 2);
    private static final double BETA0 = Math.asin(q(Math.sin(PHI0)) / QP);
    private static final double D =
            A * Math.cos(PHI0) / Math.sqrt(1 - E2 * Math.sin(PHI0) * Math.sin(PHI0)) / (RQ * Math.cos(BETA0));

    /** The square in which the position lies. */
    public static GridCell at(Position position, int metres) {
        double beta = Math.asin(q(Math.sin(Math.toRadians(position.lat()))) / QP);
        double lambda = Math.toRadians(position.lon()) - LAMBDA0;
        double b = RQ
                * Math.sqrt(2
                        / (1 + Math.sin(BETA0) * Math.sin(beta) + Math.cos(BETA0) * Math.cos(beta) * Math.cos(lambda)));
        double east = FALSE_EAST + b * D * Math.cos(beta) * Math.sin(lambda);
        double north = FALSE_NORTH
                + b / D * (Math.cos(BETA0) * Math.sin(beta) - Math.sin(BETA0) * Math.cos(beta) * Math.cos(lambda));
        return new GridCell(metres, floor(north, metres), floor(east, metres));
    }

    /** As the German census calls it, such as {@code CRS3035RES1000mN2949000E4159000}. */
    public String id() {
        return "CRS3035RES" + metres + "mN" + north + "E" + east;
    }

    /** Its corners, the first one again at the end. */
    public List<Position> rim() {
        return List.of(
                position(north, east),
                position(north, east + metres),
                position(north + metres, east + metres),
                position(north + metres, east),
                position(north, east));
    }

    public Position middle() {
        return position(north + metres / 2.0, east + metres / 2.0);
    }

    private static Position position(double north, double east) {
        double x = (east - FALSE_EAST) / D;
        double y = (north - FALSE_NORTH) * D;
        double rho = Math.hypot(x, y);
        double c = 2 * Math.asin(rho / (2 * RQ));
        double sinBeta = Math.cos(c) * Math.sin(BETA0) + (rho == 0 ? 0 : y * Math.sin(c) * Math.cos(BETA0) / rho);
        double beta = Math.asin(sinBeta);
        double lambda = LAMBDA0
                + Math.atan2(x * Math.sin(c), rho * Math.cos(BETA0) * Math.cos(c) - y * Math.sin(BETA0) * Math.sin(c));
        double phi = beta
                + (E2 / 3 + 31 * E2 * E2 / 180 + 517 * E2 * E2 * E2 / 5040) * Math.sin(2 * beta)
                + (23 * E2 * E2 / 360 + 251 * E2 * E2 * E2 / 3780) * Math.sin(4 * beta)
                + 761 * E2 * E2 * E2 / 45360 * Math.sin(6 * beta);
        return new Position(Math.toDegrees(lambda), Math.toDegrees(phi));
    }

    private static double q(double sinPhi) {
        return (1 - E2)
                * (sinPhi / (1 - E2 * sinPhi * sinPhi) - 1 / (2 * E) * Math.log((1 - E * sinPhi) / (1 + E * sinPhi)));
    }

    private static int floor(double value, int metres) {
        return (int) Math.floor(value / metres) * metres;
    }
}
