package de.stadtkern.kernel.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is delivered with the program may be delivered under Apache-2.0. */
class LicencesTest {

    /** A part with several licences may be used under any of them. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "0BSD",
            "BSD-0-Clause",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "EDL-1.0",
            "EUPL-1.2",
            "PostgreSQL");

    /** Under LGPL-3.0 and MPL-2.0: delivered unchanged, each as a jar of its own, which anybody can replace. */
    private static final Set<String> REPLACEABLE =
            Set.of("org.openstreetmap.osmosis:osmosis-osm-binary", "org.mozilla:rhino");

    @Test
    void everyPartMayBeDelivered() throws Exception {
        List<ThirdParties.Part> parts = ThirdParties.list();
        assertThat(parts).hasSizeGreaterThan(100);
        assertThat(parts.stream()
                        .filter(part -> !REPLACEABLE.contains(part.name()))
                        .filter(part -> part.licences().stream().noneMatch(ALLOWED::contains))
                        .toList())
                .isEmpty();
    }
}
