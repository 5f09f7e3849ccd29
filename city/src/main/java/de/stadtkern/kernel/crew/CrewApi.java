package de.stadtkern.kernel.crew;

import de.stadtkern.kernel.dispatch.DispatchedTours;
import de.stadtkern.kernel.dispatch.Tour;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * How the device in the cab brings what it has kept, as JSON. Every list says whose it is; that person must be signed
 * in. The token against forged requests comes with the session, since a page that was opened without connection has none.
 */
@RestController
@RequestMapping("/crew")
class CrewApi {

    private static final String TOUR = CrewPage.TOUR;
    private static final int MOST_BYTES_OF_AN_ATTACHMENT = 8 * 1024 * 1024;

    private final CrewReports reports;
    private final DispatchedTours tours;
    private final Access access;
    private final Clock clock;

    CrewApi(CrewReports reports, DispatchedTours tours, Access access, Clock clock) {
        this.reports = reports;
        this.tours = tours;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Who is signed in.
     *
     * @param header that carries the token of requests that change something
     * @param now milliseconds since 1970
     */
    record Session(long person, String header, String token, long now) {}

    /** The tours of a person. */
    record Mine(long person, List<CabTour> tours) {}

    @GetMapping("/session.json")
    Session session(CsrfToken token) {
        access.requireAnywhere(Permission.CARRY_OUT_ORDERS);
        return new Session(access.person().id(), token.getHeaderName(), token.getToken(), clock.millis());
    }

    /** The tours that are out or waiting for the person; besides them this one, also when it is over. */
    @GetMapping("/tours.json")
    Mine tours(Page page, @RequestParam(required = false) @Nullable Long tour) {
        Map<Long, Tour> wanted = new LinkedHashMap<>();
        tours.mine().forEach(one -> wanted.put(one.id(), one));
        if (tour != null && !wanted.containsKey(tour)) {
            wanted.put(tour, tours.get(tour));
        }
        List<CabTour> all =
                wanted.values().stream().map(one -> CabTour.of(one, page)).toList();
        return new Mine(access.person().id(), all);
    }

    @PostMapping(TOUR + "/events")
    Delivery.Answer events(
            Page page, @PathVariable long id, @RequestParam(defaultValue = "0") long person, HttpServletRequest request)
            throws IOException {
        reports.requirePerson(id, person);
        return reports.events(id, list(request)).answer(page);
    }

    @PostMapping(TOUR + "/fixes")
    Delivery.Answer fixes(
            Page page, @PathVariable long id, @RequestParam(defaultValue = "0") long person, HttpServletRequest request)
            throws IOException {
        reports.requirePerson(id, person);
        return reports.fixes(id, list(request)).answer(page);
    }

    @PostMapping(TOUR + "/attachments/{event}")
    Delivery.Answer attach(
            @PathVariable long id,
            @PathVariable UUID event,
            @RequestParam(defaultValue = "0") long person,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, defaultValue = "") String mediaType,
            HttpServletRequest request)
            throws IOException {
        reports.requirePerson(id, person);
        reports.attach(id, event, mediaType, body(request, MOST_BYTES_OF_AN_ATTACHMENT));
        return new Delivery.Answer(1, List.of());
    }

    private static byte[] list(HttpServletRequest request) throws IOException {
        return body(request, CrewReports.MOST_BYTES_OF_A_LIST);
    }

    private static byte[] body(HttpServletRequest request, int most) throws IOException {
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw Refusal.tooLarge("crew.refusal.size", most / 1024);
        }
        return body;
    }
}
