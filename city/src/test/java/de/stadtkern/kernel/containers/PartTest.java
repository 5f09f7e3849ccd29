package de.stadtkern.kernel.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {

    @Test
    void whatStandsInAnAddressIsReadAgain() {
        Part part = Part.around(new Position(7.769, 49.4447));

        assertThat(Part.of(part.text()).text()).isEqualTo("7.768000,49.443700,7.770000,49.445700");
        assertThat(part.box()).isEqualTo("(7770000,49445700),(7768000,49443700)");
        assertThat(Part.of("")).isEqualTo(Part.EVERYWHERE);
        assertThat(Part.around(new Position(180, 90)).northEast()).isEqualTo(new Position(180, 90));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "7,49,8", "a,b,c,d", "7,49,8,50,9", "181,0,182,1", "0,91,1,92", "7,49,8,50) or true --"})
    void whatIsNoPartIsRefused(String text) {
        assertThatThrownBy(() -> Part.of(text)).isInstanceOf(Refusal.class);
    }
}
