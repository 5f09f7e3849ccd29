package de.stadtkern.kernel.observations.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttSettingsTest {

    @Test
    void noPortOrMinusOneSwitchesMqttOff() {
        assertThat(new MqttSettings(null, 1, "").isOffered()).isFalse();
        assertThat(new MqttSettings(-1, 1, "").isOffered()).isFalse();
        assertThat(new MqttSettings(0, 1, "").isOffered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 65_536})
    void aPortThatCannotBeIsRefused(int port) {
        assertThatThrownBy(() -> new MqttSettings(port, 1, "")).hasMessageContaining("--mqtt-port");
    }

    @Test
    void foreignTextCannotForgeALineOfTheLog() {
        assertThat(Printable.of("a\nb\u2028c\u0007" + "d".repeat(300)))
                .startsWith("a?b?c?d")
                .hasSize(201);
    }
}
