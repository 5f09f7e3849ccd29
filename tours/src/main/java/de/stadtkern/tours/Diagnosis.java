package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out why a task cannot be served, or was not. */
final class Diagnosis {

    private final Instance in;
    private final Simulation simulation;
    private final Routes routes;

    Diagnosis(Instance in) {
        this.in = in;
        Penalties penalties = Penalties.strict(in);
        routes = new Routes(in, penalties);
        simulation = new Simulation(routes, penalties);
    }

    /** The tasks that no vehicle can serve even if it does nothing else. */
    List<Unserved> impossible() {
        List<Unserved> all = new ArrayList<>();
        for (int task = 0; task < in.tasks; task++) {
            impossible(task).ifPresent(all::add);
        }
        return all;
    }

    /** A task that was left out though it could be served. */
    static Unserved leftOut(Task task) {
        return task.optional()
                ? new Unserved(
                        task,
                        Unserved.Reason.NOT_WORTH_IT,
                        "serving it would cost more than its prize of " + task.prize())
                : new Unserved(
                        task,
                        Unserved.Reason.NO_ROOM,
                        "no vehicle was found that has capacity and time for it besides the other tasks");
    }

    private Optional<Unserved> impossible(int task) {
        Task given = in.all.get(task);
        if (in.routes == 0) {
            return because(given, Unserved.Reason.NO_VEHICLE, "there is no vehicle");
        }
        boolean late = true;
        for (int mode = 0; mode < in.passes[task]; mode++) {
            late &= in.early[task * in.modes + mode] > in.late[task * in.modes + mode];
        }
        if (late) {
            return because(
                    given,
                    Unserved.Reason.CONTRADICTORY_TIME,
                    "it may begin from " + given.window().begin() + ", which is later than it must");
        }
        boolean allowed = false;
        boolean fits = false;
        boolean reached = false;
        Vehicle last = null;
        for (int r = 0; r < in.routes; r++) {
            Vehicle vehicle = in.fleet.get(r);
            if (vehicle != last && in.allowed(r, task)) {
                allowed = true;
                fits |= fits(r, task);
                simulation.drive(r, new int[] {task});
                boolean way = in.canReach(simulation.value());
                reached |= way;
                if (fits(r, task) && way && simulation.faults <= routes.penalty[r] + Evaluation.TOLERANCE) {
                    return Optional.empty();
                }
            }
            last = vehicle;
        }
        if (!allowed) {
            return because(
                    given,
                    Unserved.Reason.NOT_ALLOWED,
                    "no vehicle may serve it: it needs " + given.access().skills() + " and is limited to vehicles "
                            + given.access().only() + ", without "
                            + given.access().never());
        }
        if (!fits) {
            return because(
                    given,
                    Unserved.Reason.TOO_LARGE,
                    "its demand of " + given.demand() + " is more than any vehicle that may serve it can take");
        }
        return reached
                ? because(
                        given,
                        Unserved.Reason.OUT_OF_TIME,
                        "no vehicle that may serve it can get there, serve it and be back in time")
                : because(given, Unserved.Reason.UNREACHABLE, "there is no way to it, or from it to where tours end");
    }

    private boolean fits(int r, int task) {
        for (int dim = 0; dim < in.dims; dim++) {
            if (in.demand[task * in.dims + dim] > in.capacity[r * in.dims + dim]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Unserved> because(Task task, Unserved.Reason reason, String explanation) {
        return Optional.of(new Unserved(task, reason, explanation));
    }
}
