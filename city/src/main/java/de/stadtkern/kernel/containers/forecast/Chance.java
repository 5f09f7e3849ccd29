package de.stadtkern.kernel.containers.forecast;

/** The probability of something by a logistic regression that learns from one outcome after the other (recursive Newton). */
final class Chance {

    private static final double VARIANCE = 0.05;

    private final double[] weights;
    private final double[][] variance;

    /** Begins with what was found elsewhere. */
    Chance(double... weights) {
        this.weights = weights.clone();
        variance = new double[weights.length][weights.length];
        for (int i = 0; i < weights.length; i++) {
            variance[i][i] = VARIANCE;
        }
    }

    double of(double... signs) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * signs[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    void learn(boolean happened, double... signs) {
        double expected = of(signs);
        double weight = expected * (1 - expected);
        double[] gain = new double[weights.length];
        double spread = 1;
        for (int i = 0; i < gain.length; i++) {
            for (int j = 0; j < gain.length; j++) {
                gain[i] += variance[i][j] * signs[j];
            }
            spread += weight * gain[i] * signs[i];
        }
        double surprise = (happened ? 1 : 0) - expected;
        for (int i = 0; i < gain.length; i++) {
            weights[i] += gain[i] / spread * surprise;
            for (int j = 0; j < gain.length; j++) {
                variance[i][j] -= weight * gain[i] * gain[j] / spread;
            }
        }
        weights[0] = Math.max(0, weights[0]);
    }
}
