package de.stadtkern.services.open311;

import de.stadtkern.kernel.reports.Report.State;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The states of CitySDK. What is PENDING there nobody has reviewed, so that nobody sees it here. */
enum DetailedStatus {
    PENDING,
    RECEIVED(State.RECEIVED),
    IN_PROCESS(State.IN_PROGRESS),
    PROCESSED(State.DONE, State.DUPLICATE),
    REJECTED(State.NOT_RESPONSIBLE, State.NOT_POSSIBLE);

    private final Set<State> states = EnumSet.noneOf(State.class);

    DetailedStatus(State... states) {
        this.states.addAll(Arrays.asList(states));
    }

    Set<State> states() {
        return states;
    }

    static DetailedStatus of(State state) {
        return Arrays.stream(values())
                .filter(one -> one.states.contains(state))
                .findFirst()
                .orElseThrow();
    }
}
