package de.stadtkern.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are nobody's to ask. */
class PrivateAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "10.1.2.3, true",
        "192.168.0.1, true",
        "172.16.0.1, true",
        "169.254.169.254, true",
        "100.64.0.1, true",
        "0.0.0.0, true",
        "224.0.0.1, true",
        "::1, true",
        "::ffff:127.0.0.1, true",
        "fe80::1, true",
        "fd00::1, true",
        "64:ff9b::7f00:1, true",
        "2002:7f00:1::, true",
        "93.184.216.34, false",
        "2a00:1450::1, false"
    })
    void onlyPublicAddressesAreAsked(String address, boolean refused) throws Exception {
        assertThat(PrivateAddresses.contains(InetAddress.getByName(address))).isEqualTo(refused);
    }
}
