package de.stadtkern.services.wastefigures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {

    private static final Position PLACE = new Position(7.769, 49.4447);

    @Test
    void whatStandsInTheAddressIsReadAgain() {
        Draft draft = new Draft(List.of(
                new Draft.Move(1, PLACE),
                new Draft.Resize(2, 240),
                new Draft.Remove(3),
                new Draft.Add(Fraction.GLASS_CLEAR, PLACE, 1100, 12.5)));

        assertThat(Draft.read(draft.written())).isEqualTo(draft);
        assertThat(Draft.read("")).isEqualTo(new Draft(List.of()));
        assertThat(draft.without(new Draft.Remove(3)).written()).doesNotContain("x3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"m1", "m1:200,49", "r1:0", "r1:x", "x", "aNOTHING:7,49,120,0", "aGLASS:7,49,0,0", "m1:7..1,4"})
    void whatIsNoDraftIsRefused(String text) {
        assertThatThrownBy(() -> Draft.read(text)).isInstanceOf(Refusal.class);
    }

    @Test
    void aDraftHasAnEnd() {
        List<Draft.Change> many = Collections.nCopies(Draft.MOST_CHANGES, new Draft.Remove(1));
        assertThatThrownBy(() -> new Draft(many).with(new Draft.Remove(1))).isInstanceOf(Refusal.class);
    }
}
