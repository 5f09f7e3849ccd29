package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.alarms.Silence.Device;
import de.stadtkern.kernel.alarms.Silence.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final Instant DEATH = Instant.parse("2026-01-05T06:00:00Z");
    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final Silence THREE = new Silence(3);

    @Test
    void aDeviceIsSilentAfterThreeOfItsIntervals() {
        List<Device> one = List.of(new Device(1, null, DEATH, USUAL));
        assertThat(THREE.judge(one, DEATH.plusSeconds(30 * 60 - 1))).isEmpty();
        assertThat(THREE.judge(one, DEATH.plusSeconds(30 * 60))).containsExactly(new Quiet(null, DEATH, one));
    }

    @Test
    void nothingIsSilentWithinFiveMinutes() {
        List<Device> quick = List.of(new Device(1, null, DEATH, Duration.ofSeconds(10)));
        assertThat(THREE.judge(quick, DEATH.plusSeconds(299))).isEmpty();
        assertThat(THREE.judge(quick, DEATH.plusSeconds(300))).hasSize(1);
    }

    @Test
    void aDeviceAloneAtAGatewayThatHearsOthersIsSilentItself() {
        List<Device> devices = List.of(
                new Device(1, "gw", DEATH, USUAL),
                new Device(2, "gw", DEATH.plusSeconds(29 * 60), USUAL),
                new Device(3, "gw", DEATH.plusSeconds(25 * 60), USUAL));
        assertThat(THREE.judge(devices, DEATH.plusSeconds(30 * 60)))
                .containsExactly(new Quiet(null, DEATH, List.of(devices.getFirst())));
    }

    @Test
    void theOnlyDeviceOfAGatewayIsSilentItself() {
        List<Device> devices = List.of(new Device(1, "gw", DEATH, USUAL));
        assertThat(THREE.judge(devices, DEATH.plusSeconds(3600)))
                .extracting(Quiet::gateway)
                .containsOnlyNulls();
    }

    /** Whatever the phases of the devices, minute by minute: never one of them alone, and the gateway once. */
    @Property(tries = 50)
    void behindADeadGatewayOneHundredAndThirtySevenAreOne(@ForAll Random random) {
        List<Device> devices = devices(137, random);
        for (int minute = 0; minute <= 180; minute++) {
            List<Quiet> quiet = THREE.judge(devices, DEATH.plus(Duration.ofMinutes(minute)));
            assertThat(quiet).allSatisfy(one -> assertThat(one.gateway()).isEqualTo("gw-rathaus"));
            assertThat(quiet).hasSize(minute < 20 ? quiet.size() : 1);
        }
    }

    @Property(tries = 50)
    void devicesThatReportAreNeverSilent(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int many) {
        assertThat(THREE.judge(devices(many, random), DEATH)).isEmpty();
    }

    private static List<Device> devices(int many, Random random) {
        List<Device> devices = new ArrayList<>();
        for (int number = 0; number < many; number++) {
            devices.add(new Device(number, "gw-rathaus", DEATH.minusSeconds(random.nextInt(600)), USUAL));
        }
        return devices;
    }
}
