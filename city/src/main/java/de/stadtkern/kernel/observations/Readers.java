package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.observations.query.Reader;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Who reads observations: what is public is for everybody, the rest by role, API key and sharing. */
@Component
class Readers {

    private static final Dataset INTERNAL =
            new Dataset("observations.dataset.internal", Permission.READ_INTERNAL_OBSERVATIONS);

    private final Access access;

    Readers(Access access) {
        this.access = access;
    }

    @Bean
    static Dataset internalObservations() {
        return INTERNAL;
    }

    /** Whoever asks in this thread. */
    Reader reader() {
        return new Reader(access.listReadable(INTERNAL));
    }
}
