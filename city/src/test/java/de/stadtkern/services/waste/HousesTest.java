package de.stadtkern.services.waste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HousesTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', 12, true",
        "1-19, 19, true",
        "1-19, 20, false",
        "1-19, 7b, true",
        "1-19 odd, 8, false",
        "1-19 ODD, 9, true",
        "2 - 40 even, 40, true",
        "1-19, '', false"
    })
    void aHouseBelongsWhereItsNumberSays(String numbers, String house, boolean belongs) {
        assertThat(new Houses("Ringstraße", numbers, "Nord").contains(house)).isEqualTo(belongs);
    }

    @Test
    void otherWordsAreRefused() {
        assertThatThrownBy(() -> new Houses("Ringstraße", "alle", "Nord")).isInstanceOf(Refusal.class);
    }
}
