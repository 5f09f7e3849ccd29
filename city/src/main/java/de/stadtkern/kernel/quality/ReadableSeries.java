package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Series;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whose quality somebody sees: of the values that they may read, internal ones too. */
@Component
class ReadableSeries {

    /** The key is that of the values: who shares them shares what is known of their quality. */
    private static final Dataset VALUES =
            new Dataset("observations.dataset.internal", Permission.READ_INTERNAL_OBSERVATIONS);

    private final Access access;
    private final Observations observations;

    ReadableSeries(Access access, Observations observations) {
        this.access = access;
        this.observations = observations;
    }

    /** The municipalities; refused when there is none. */
    Set<Long> municipalities() {
        Set<Long> readable = access.listReadable(VALUES);
        if (readable.isEmpty()) {
            throw Refusal.forbidden("quality.refusal.not-readable");
        }
        return readable;
    }

    /** Whether whoever asks may see what belongs to this municipality. */
    boolean isOf(long municipality) {
        return access.listReadable(VALUES).contains(municipality);
    }

    Series get(long datastream) {
        return observations
                .findSeries(datastream)
                .filter(series -> isOf(series.thing().municipalityId()))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }
}
