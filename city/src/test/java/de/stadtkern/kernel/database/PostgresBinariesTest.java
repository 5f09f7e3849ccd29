package de.stadtkern.kernel.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresBinariesTest {

    @Test
    void aMachineWithoutProgramsIsNamedTogetherWithTheWayOut() {
        assertThatThrownBy(() -> PostgresBinaries.requireFor("Mac OS X", "aarch64"))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("Mac OS X on aarch64")
                .hasMessageContaining("--db jdbc:postgresql://");
    }
}
