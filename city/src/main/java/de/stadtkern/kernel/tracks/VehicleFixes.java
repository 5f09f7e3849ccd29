package de.stadtkern.kernel.tracks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

/** What the telematics of vehicles send, whatever the way. */
@Component
class VehicleFixes {

    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Fleet fleet;
    private final FixWriter writer;
    private final TrackSettings settings;
    private final Clock clock;
    private final Cache<Device, Optional<Long>> vehicles = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    VehicleFixes(Fleet fleet, FixWriter writer, TrackSettings settings, Clock clock) {
        this.fleet = fleet;
        this.writer = writer;
        this.settings = settings;
        this.clock = clock;
    }

    private record Device(long municipalityId, String key) {}

    /**
     * What became of a message.
     *
     * @param added were new
     * @param known were there already
     * @param leftOut are older than anything is kept, or in the future
     */
    record Taken(int added, int known, int leftOut) {}

    /**
     * Completes when they are committed; refused with 404 when the municipality has no such vehicle.
     *
     * @param patient waits as long as there is no room
     */
    CompletableFuture<Taken> take(long municipalityId, String key, byte[] message, boolean patient) {
        long vehicle = vehicles.get(
                        new Device(municipalityId, key),
                        device -> fleet.findByTelematicsKey(device.municipalityId, device.key)
                                .map(Vehicle::id))
                .orElseThrow(() -> Refusal.notFound("tracks.refusal.vehicle", key));
        List<Fix> all = FixFormat.ofJson(message);
        List<Fix> timely = timely(all);
        if (timely.isEmpty()) {
            return CompletableFuture.completedFuture(new Taken(0, 0, all.size()));
        }
        return writer.store(new FixRows.Source(municipalityId, vehicle, null), timely, patient)
                .thenApply(added -> new Taken(added, timely.size() - added, all.size() - timely.size()));
    }

    /** What became of it. */
    static Taken await(CompletableFuture<Taken> taken) {
        try {
            return taken.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Those that are neither older than anything is kept nor in the future. */
    List<Fix> timely(List<Fix> fixes) {
        Instant now = clock.instant();
        Instant oldest = now.minus(settings.keep());
        Instant newest = now.plus(AHEAD);
        return fixes.stream()
                .filter(fix -> !fix.time().isBefore(oldest) && fix.time().isBefore(newest))
                .toList();
    }

    /** Refused when none of them is kept. */
    void requireTimely(List<Fix> fixes) {
        if (timely(fixes).isEmpty()) {
            throw Refusal.badInput("tracks.refusal.old", settings.keep().toDays())
                    .at("file");
        }
    }
}
