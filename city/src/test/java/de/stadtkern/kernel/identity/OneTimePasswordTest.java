package de.stadtkern.kernel.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimePasswordTest {

    /* RFC 6238, appendix B: the ASCII secret 12345678901234567890; the last six of its eight digits. */
    private static final String SECRET = OneTimePassword.base32("12345678901234567890".getBytes(US_ASCII));

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void theCodesAreThoseOfTheStandard(long second, String code) {
        assertThat(OneTimePassword.code(SECRET, second / 30)).isEqualTo(code);
        assertThat(OneTimePassword.step(SECRET, code, Instant.ofEpochSecond(second)))
                .hasValue(second / 30);
    }

    @Test
    void theSecretIsWrittenAsAppsReadIt() {
        assertThat(SECRET).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @Property(tries = 200)
    void aClockMayBeHalfAMinuteWrongButNotMore(@ForAll long anything) {
        Instant now = Instant.ofEpochSecond(Math.floorMod(anything, 4_000_000_000L));
        long step = now.getEpochSecond() / 30;

        assertThat(OneTimePassword.step(SECRET, OneTimePassword.code(SECRET, step - 1), now))
                .isPresent();
        assertThat(OneTimePassword.step(SECRET, OneTimePassword.code(SECRET, step + 1), now))
                .isPresent();
        assertThat(OneTimePassword.step(SECRET, "", now)).isEmpty();
    }
}
