package de.stadtkern.kernel.routing;

import java.util.Arrays;

/** The quickest ways between all of some ends; not symmetric. Infinite where there is no way. */
public final class Matrix {

    private final int size;
    private final float[] seconds;
    private final float[] metres;

    Matrix(int size, float[] seconds, float[] metres) {
        this.size = size;
        this.seconds = seconds;
        this.metres = metres;
    }

    /** Without any way. */
    static Matrix empty(int size) {
        float[] none = new float[size * size];
        Arrays.fill(none, Float.POSITIVE_INFINITY);
        return new Matrix(size, none, none);
    }

    /** How many ends there are. */
    public int size() {
        return size;
    }

    /** How long it takes; infinite when there is no way. */
    public double seconds(int from, int to) {
        return seconds[from * size + to];
    }

    /** How long this way is; infinite when there is none. */
    public double metres(int from, int to) {
        return metres[from * size + to];
    }
}
