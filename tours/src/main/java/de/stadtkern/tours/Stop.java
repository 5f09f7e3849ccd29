package de.stadtkern.tours;

import java.util.List;

/** What a tour does between two drives. */
public sealed interface Stop {

    /** When the vehicle is there. */
    Timing timing();

    /** Distance driven to get there from the stop before, or from the start. */
    double deadhead();

    /**
     * Serves a task.
     *
     * @param task what is served
     * @param pass which of its passes, from 0
     * @param deadhead distance driven to get there
     * @param timing when
     * @param load what the vehicle's capacity is taken up by afterwards, in each dimension
     */
    record Visit(Task task, int pass, double deadhead, Timing timing, List<Double> load) implements Stop {

        public Visit {
            load = List.copyOf(load);
        }

        /** The way it is served. */
        public Pass chosen() {
            return task.passes().get(pass);
        }

        /** Whether it is served by its second pass, for a street against the direction it was given in. */
        public boolean reversed() {
            return pass == 1;
        }
    }

    /**
     * Regains the whole capacity.
     *
     * @param facility where
     * @param deadhead distance driven to get there
     * @param timing when
     */
    record Regain(Facility facility, double deadhead, Timing timing) implements Stop {}

    /**
     * Rests, where the vehicle is.
     *
     * @param rest which break
     * @param timing when
     */
    record Rest(Break rest, Timing timing) implements Stop {

        @Override
        public double deadhead() {
            return 0;
        }
    }
}
