package de.stadtkern.kernel.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "Albert-Schweitzer-Straße, Albert Schweitzer Str.",
        "Bäckerstraße, BAECKERSTRASSE",
        "Weißenburgstraße, Weissenburgstr",
        "St.-Martins-Platz, Sankt Martinspl.",
        "Kaiserbergring, Kaiserberg Ring",
        "Guimarães-Platz, Guimaraes Platz",
    })
    void differentSpellingsAreOne(String one, String other) {
        assertThat(Spelling.key(one)).isEqualTo(Spelling.key(other));
    }

    @Property
    void everyTextHasASpelling(@ForAll String text) {
        assertThat(Spelling.words(text))
                .allSatisfy(word -> assertThat(word.text()).isNotEmpty());
    }

    @Property
    void whatIsSpeltAlikeIsWhollyAlike(@ForAll String text) {
        String key = Spelling.key(text);

        assertThat(Likeness.of(key, key, 0)).isEqualTo(key.isEmpty() ? 0 : 1);
    }

    @Property
    void likenessIsBetweenNothingAndEverything(@ForAll String one, @ForAll String other) {
        assertThat(Likeness.of(one, other, 0)).isBetween(0.0, 1.0);
        assertThat(Likeness.asBeginning(one, other, 0)).isBetween(0.0, 1.0);
    }

    @Property
    void aCutShortComparisonNeverSaysMoreThanTheWholeOne(@ForAll String one, @ForAll String other) {
        double whole = Likeness.of(one, other, 0);

        assertThat(Likeness.of(one, other, 0.7)).isLessThanOrEqualTo(whole);
        if (whole >= 0.7) {
            assertThat(Likeness.of(one, other, 0.7)).isEqualTo(whole);
        }
    }
}
