package de.stadtkern.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresVersionTest {

    private static final Login SERVER = new Login("jdbc:postgresql://db/town?user=u&password=secret", null, null);

    @Test
    void fifteenIsNewEnough() {
        assertThatCode(() -> new PostgresVersion(150_000).requireSupported(SERVER))
                .doesNotThrowAnyException();
    }

    @Test
    void fourteenIsRefusedInOneSentenceThatNamesServerVersionAndRule() {
        assertThatThrownBy(() -> new PostgresVersion(140_023).requireSupported(SERVER))
                .isInstanceOfSatisfying(
                        DatabaseFailure.class,
                        failure -> assertThat(failure.problem())
                                .isEqualTo(
                                        "The PostgreSQL at jdbc:postgresql://db/town?user=u&password=*** is version 14.23,"
                                                + " but Stadtkern needs 15 or newer."));
    }
}
