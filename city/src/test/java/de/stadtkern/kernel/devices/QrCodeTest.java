package de.stadtkern.kernel.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.problem.Refusal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrCodeTest {

    private static final String FULL =
            "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:CAF2C";

    @Test
    void everythingThatACodeSaysIsRead() {
        assertThat(QrCode.parse(FULL))
                .isEqualTo(new QrCode("aabbccddeeff0011", "1122334455667788", "aabb1122", "YYWWNNNNNN"));
        assertThat(QrCode.parse(" lw:d0:1122334455667788:aabbccddeeff0011:aabb1122\n")
                        .serial())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, devices.refusal.qr",
        "'', devices.refusal.qr",
        "LW, devices.refusal.qr-version",
        "LW:D1:1122334455667788:AABBCCDDEEFF0011:AABB1122, devices.refusal.qr-version",
        "LW:D0:1122334455667788:AABBCCDDEEFF0011, devices.refusal.qr-short",
        "LW:D0:112233445566778G:AABBCCDDEEFF0011:AABB1122, devices.refusal.qr-join-eui",
        "LW:D0:1122334455667788:AABBCCDDEEFF00:AABB1122, devices.refusal.dev-eui",
        "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB, devices.refusal.qr-profile",
        "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:, devices.refusal.qr-part",
        "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:X1, devices.refusal.qr-part",
        "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:SA:SB, devices.refusal.qr-part",
        "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:SA:OAB, devices.refusal.qr-part",
        "LW:D0:1122334455667789:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:CAF2C, devices.refusal.qr-sum",
    })
    void whatIsNoSuchCodeIsRefusedWithItsReason(String code, String textKey) {
        assertThatThrownBy(() -> QrCode.parse(code))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.textKey()).isEqualTo(textKey));
    }

    @Property
    void noTextDoesMoreThanBeRefused(@ForAll String text) {
        assertThatThrownBy(() -> QrCode.parse("LW:D0:" + text)).isInstanceOf(Refusal.class);
    }
}
