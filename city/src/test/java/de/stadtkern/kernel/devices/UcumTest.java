package de.stadtkern.kernel.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UcumTest {

    @ParameterizedTest
    @CsvSource({
        "2116, mm, cm, 211.6",
        "3625, mV, V, 3.625",
        "95.96, kPa, hPa, 959.6",
        "212, [degF], Cel, 100",
        "-40, [degF], Cel, -40",
        "0, Cel, K, 273.15",
        "28200, uS/cm, dS/m, 28.2",
        "0.09, m/s, km/h, 0.324",
        "0.5, 1, %, 50",
        "60, L/min, m3/h, 3.6",
        "4.57, Cel, Cel, 4.57",
    })
    void numbersChangeTheirUnitExactly(BigDecimal number, String from, String to, BigDecimal wanted) {
        assertThat(Ucum.convert(number, from, to)).isEqualByComparingTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"mm, Cel", "foo, m", "'', m", "m, ' '", "mm, Grad", "µm, mm", "((((((, m"})
    void whatCannotBeConvertedIsRefusedWithBothUnits(String from, String to) {
        assertThatThrownBy(() -> Ucum.requireConvertible(from, to))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.arguments()).contains(from, to));
    }

    @Property
    void thereAndBackIsTheSame(@ForAll @DoubleRange(min = -1e6, max = 1e6) double number) {
        BigDecimal there = Ucum.convert(BigDecimal.valueOf(number), "[degF]", "Cel");

        assertThat(Ucum.convert(there, "Cel", "[degF]").doubleValue()).isCloseTo(number, within(1e-7));
    }

    @Property
    void anyTextIsAUnitOrRefused(@ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 45) String text) {
        try {
            Ucum.requireConvertible(text, "m");
        } catch (Refusal refused) {
            assertThat(refused.textKey()).isEqualTo("devices.refusal.unit");
        }
    }
}
