package de.stadtkern.services.open311;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.PublicReport;
import de.stadtkern.kernel.reports.PublicReports;
import de.stadtkern.services.open311.Answer.Entry;
import de.stadtkern.services.open311.Answer.Format;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports, which the standard calls service requests: what is public of them, and new ones. */
@RestController
@RequestMapping(Open311Door.ROOT)
class RequestsApi {

    private static final String ROOT = "service_requests";
    private static final String ITEM = "request";

    private final Partners partners;
    private final Offer offer;
    private final PublicReports reports;
    private final RequestEntries entries;
    private final NewRequests newRequests;
    private final Texts texts;
    private final Clock clock;

    RequestsApi(
            Partners partners,
            Offer offer,
            PublicReports reports,
            RequestEntries entries,
            NewRequests newRequests,
            Texts texts,
            Clock clock) {
        this.partners = partners;
        this.offer = offer;
        this.reports = reports;
        this.entries = entries;
        this.newRequests = newRequests;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/requests" + Open311Door.FORMAT)
    ResponseEntity<byte[]> requests(@PathVariable Format format, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request);
        Municipality municipality = partners.jurisdiction(parameters);
        RequestQuery wanted = RequestQuery.of(parameters, municipality.id(), clock.instant());
        offer.requireKnown(municipality.id(), parameters.list("service_code"));
        List<Entry> found = parameters.isTrue("just_count")
                ? List.of(new Entry().with("count", reports.count(wanted.query())))
                : entries.of(
                        reports.list(wanted.query(), wanted.limit(), wanted.offset()), parameters.isTrue("extensions"));
        return Answer.list(ROOT, ITEM, found).in(format);
    }

    @GetMapping("/requests/{id:[0-9]{1,18}}" + Open311Door.FORMAT)
    ResponseEntity<byte[]> request(@PathVariable long id, @PathVariable Format format, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request);
        Municipality municipality = partners.jurisdiction(parameters);
        PublicReport report = reports.find(id)
                .filter(one -> one.municipalityId() == municipality.id())
                .orElseThrow(() -> Refusal.notFound("open311.refusal.request", Long.toString(id)));
        return Answer.list(ROOT, ITEM, entries.of(List.of(report), parameters.isTrue("extensions")))
                .in(format);
    }

    @PostMapping("/requests" + Open311Door.FORMAT)
    ResponseEntity<byte[]> report(@PathVariable Format format, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request);
        Municipality municipality = partners.jurisdiction(parameters);
        Device device = partners.writer(parameters, municipality);
        long number = newRequests.take(device, parameters, request);
        Entry taken = new Entry()
                .with("service_request_id", Long.toString(number))
                .with("service_notice", texts.text(Language.GERMAN, "open311.notice"));
        return Answer.list(ROOT, ITEM, List.of(taken)).in(format, HttpStatus.CREATED);
    }

    /** Each report gets its number at once, so that no token was ever given. */
    @GetMapping("/tokens/{token}" + Open311Door.FORMAT)
    ResponseEntity<byte[]> token(@PathVariable String token, @PathVariable Format format, HttpServletRequest request) {
        partners.jurisdiction(Parameters.of(request));
        throw Refusal.notFound("open311.refusal.token", token);
    }
}
