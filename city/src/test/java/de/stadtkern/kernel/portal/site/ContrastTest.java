package de.stadtkern.kernel.portal.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContrastTest {

    @Test
    void isAsWcagDefinesIt() {
        assertThat(Contrast.between("#000000", "#ffffff")).isCloseTo(21, within(0.001));
        assertThat(Contrast.between("#777777", "#ffffff")).isCloseTo(4.478, within(0.001));
        assertThat(Contrast.between("#123456", "#123456")).isEqualTo(1);
    }

    @Test
    void holdsOnTheWorseOfTheSurfaces() {
        assertThat(Contrast.inLight("#767676")).isLessThan(Contrast.LEAST);
        assertThat(Contrast.inDark("#8fb4ff")).isGreaterThan(Contrast.LEAST);
    }

    @Test
    void anythingElseIsNoColor() {
        assertThat(Contrast.isColor("#1f4aad")).isTrue();
        assertThat(Contrast.isColor("red; } body { display: none")).isFalse();
        assertThat(Contrast.isColor("#FFF")).isFalse();
    }
}
