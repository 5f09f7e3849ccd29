package de.stadtkern.kernel.crew;

import de.stadtkern.kernel.dispatch.DispatchedTours;
import de.stadtkern.kernel.dispatch.Tour;
import de.stadtkern.kernel.dispatch.TourEvent;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.tracks.Fix;
import de.stadtkern.kernel.tracks.Mode;
import de.stadtkern.kernel.tracks.Tracks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What devices in cabs bring: late, in any order, and again. What is stored already changes nothing. */
@Component
class CrewReports {

    static final int MOST_EVENTS = 200;
    static final int MOST_FIXES = 1000;
    static final int MOST_BYTES_OF_A_LIST = 1024 * 1024;

    /** A clock that is ahead by more is wrong. */
    private static final Duration FARTHEST_AHEAD = Duration.ofMinutes(10);

    private final DispatchedTours tours;
    private final Tracks tracks;
    private final Access access;
    private final Clock clock;
    private final JsonMapper json;
    private final TransactionOperations transaction;

    CrewReports(
            DispatchedTours tours,
            Tracks tracks,
            Access access,
            Clock clock,
            JsonMapper json,
            TransactionOperations transaction) {
        this.tours = tours;
        this.tracks = tracks;
        this.access = access;
        this.clock = clock;
        this.json = json;
        this.transaction = transaction;
    }

    /** A position as the device tells it. */
    private record Heard(
            @Nullable Instant time,
            @Nullable Double lon,
            @Nullable Double lat,
            @Nullable Double speedKmh,
            @Nullable Double headingDegrees,
            @Nullable Mode mode) {}

    /**
     * Refused with 403 when somebody else than this person has signed in on the device meanwhile: what one person did
     * is never sent as another's. With 404 or 403 when the tour is not theirs.
     */
    void requirePerson(long tourId, long personId) {
        requireCrew(tourId);
        if (access.person().id() != personId) {
            throw Refusal.forbidden("crew.refusal.person");
        }
    }

    /** The tour, of which the signed-in person may say how it goes; else refused with 403 or 404. */
    Tour requireCrew(long tourId) {
        Tour tour = tours.get(tourId);
        if (!tours.mayRecord(tour)) {
            access.require(Permission.CARRY_OUT_ORDERS, tour.municipalityId());
        }
        return tour;
    }

    /** Keeps what was said. An event that does not apply is stored all the same; the tour then says why. */
    Delivery<TourEvent> events(long tourId, byte[] body) {
        Delivery<TourEvent> delivery = Delivery.read(json, body, MOST_EVENTS, this::event);
        delivery.store(events -> tours.record(tourId, events));
        return delivery;
    }

    /** Keeps where the vehicle was. */
    Delivery<Fix> fixes(long tourId, byte[] body) {
        Tour tour = tours.get(tourId);
        Delivery<Fix> delivery = Delivery.read(json, body, MOST_FIXES, this::fix);
        delivery.store(fixes -> transaction.executeWithoutResult(
                status -> tracks.record(tour.municipalityId(), tour.vehicleId(), tourId, fixes)));
        return delivery;
    }

    /** Keeps a photo or a spoken note to an event that is stored already. */
    void attach(long tourId, UUID event, String mediaType, byte[] content) {
        tours.attach(tourId, event, mediaType, content);
    }

    private TourEvent event(JsonNode node) {
        TourEvent event = json.treeToValue(node, TourEvent.class);
        require(event.id(), "id");
        require(event.kind(), "kind");
        requirePast(event.at(), "at");
        return event;
    }

    private Fix fix(JsonNode node) {
        Heard heard = json.treeToValue(node, Heard.class);
        Instant time = requirePast(heard.time(), "time");
        Position position = new Position(require(heard.lon(), "lon"), require(heard.lat(), "lat"));
        return new Fix(time, position, heard.speedKmh(), heard.headingDegrees(), heard.mode(), null, null, null, false);
    }

    private Instant requirePast(@Nullable Instant time, String field) {
        Instant given = require(time, field);
        if (given.isAfter(clock.instant().plus(FARTHEST_AHEAD))) {
            throw Refusal.badInput("crew.refusal.future", given, FARTHEST_AHEAD.toMinutes())
                    .at(field);
        }
        return given;
    }

    private static <T> T require(@Nullable T value, String field) {
        if (value == null) {
            throw Refusal.badInput("crew.refusal.missing", field).at(field);
        }
        return value;
    }
}
