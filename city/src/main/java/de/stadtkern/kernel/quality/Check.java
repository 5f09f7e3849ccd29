package de.stadtkern.kernel.quality;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tests a municipality wants for its datastreams, with which settings.
 *
 * @param id 0 for one that is not kept yet
 * @param settings the fields of the form that are filled in
 * @param tests what they say
 */
record Check(
        long id,
        long municipalityId,
        Target target,
        boolean active,
        Map<String, String> settings,
        List<QualityTest> tests) {

    /**
     * For which values; one of both is null.
     *
     * @param datastream this one alone, before what is set for its property
     * @param property all datastreams of this observed property (URI)
     */
    record Target(@Nullable Long datastream, @Nullable String property) {}

    Check {
        settings = Map.copyOf(settings);
        tests = List.copyOf(tests);
    }

    @Nullable
    Long datastream() {
        return target.datastream();
    }

    @Nullable
    String property() {
        return target.property();
    }
}
