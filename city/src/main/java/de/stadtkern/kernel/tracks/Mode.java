package de.stadtkern.kernel.tracks;

/** What a vehicle does with what it carries. */
public enum Mode {
    TRANSPORT(0),
    PLOUGH(1),
    SPREAD(2),
    PLOUGH_AND_SPREAD(3),
    SWEEP(4),
    COLLECT(5),
    OTHER(6);

    private final int code;

    Mode(int code) {
        this.code = code;
    }

    /** As the table keeps it. */
    int code() {
        return code;
    }

    static Mode of(int code) {
        for (Mode mode : values()) {
            if (mode.code == code) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no mode has the code " + code);
    }

    /** Whether anything is done to the street; merely driving, standing and unloading are not. */
    public boolean works() {
        return this != TRANSPORT;
    }
}
