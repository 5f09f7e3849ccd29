package de.stadtkern.tours;

/** What leaving a task out counts during the search: its prize, or more than any way to it could cost. */
final class LeavingOut {

    private LeavingOut() {}

    static double[] costs(Instance in) {
        double most = 1;
        double service = 0;
        for (double value : in.distance) {
            most = value < in.noWay ? Math.max(most, value) : most;
        }
        double second = 0;
        for (double value : in.seconds) {
            second = value < in.noWay ? Math.max(second, value) : second;
        }
        for (int slot = 0; slot < in.nodes * in.modes; slot++) {
            second = Math.max(second, finite(in.early[slot]) + finite(in.late[slot]));
        }
        double rate = 0;
        double perSecond = 0;
        double dearest = 0;
        for (Vehicle vehicle : in.fleet) {
            rate = Math.max(rate, vehicle.rates().perDistance());
            perSecond = Math.max(perSecond, vehicle.rates().perSecond());
            dearest = Math.max(dearest, vehicle.rates().fixed());
        }
        for (int slot = 0; slot < in.known * in.modes; slot++) {
            service = Math.max(service, rate * in.serveDistance[slot] + perSecond * in.serveSeconds[slot]);
        }
        double mandatory = 2 * (dearest + 4 * (rate * most + perSecond * second + service)) + most;
        double[] costs = new double[in.known];
        for (int task = 0; task < in.known; task++) {
            Task given = in.all.get(task);
            double urgency = given.priority() == 0 ? 1 : 1 + 3.0 / given.priority();
            costs[task] = given.optional() ? given.prize() : mandatory * 10 * urgency;
        }
        return costs;
    }

    private static double finite(double moment) {
        return Double.isFinite(moment) ? Math.abs(moment) : 0;
    }
}
