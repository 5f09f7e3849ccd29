package de.stadtkern.services.open311;

import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.ReportCategory;
import de.stadtkern.services.open311.Answer.Entry;
import de.stadtkern.services.open311.Answer.Format;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the interface is, what can be reported, and what is asked besides. */
@RestController
@RequestMapping(Open311Door.ROOT)
class ServicesApi {

    private static final String CHANGED = "2026-11-30T00:00:00Z";

    private final Partners partners;
    private final Offer offer;
    private final PublicAddress address;

    ServicesApi(Partners partners, Offer offer, PublicAddress address) {
        this.partners = partners;
        this.offer = offer;
        this.address = address;
    }

    @GetMapping("/discovery" + Open311Door.FORMAT)
    ResponseEntity<byte[]> discovery(@PathVariable Format format) {
        Entry endpoint = new Entry()
                .with("specification", "http://wiki.open311.org/GeoReport_v2")
                .with("url", address.get() + Open311Door.ROOT)
                .with("changeset", CHANGED)
                .with("type", "production")
                .with("formats", List.of("text/xml", "application/json"));
        String imprint = address.get() + "/site/imprint";
        return Answer.one(
                        "discovery",
                        new Entry()
                                .with("changeset", CHANGED)
                                .with("contact", imprint)
                                .with("key_service", imprint)
                                .with("endpoints", List.of(endpoint)))
                .in(format);
    }

    @GetMapping("/services" + Open311Door.FORMAT)
    ResponseEntity<byte[]> services(@PathVariable Format format, HttpServletRequest request) {
        Municipality municipality = partners.jurisdiction(Parameters.of(request));
        return Answer.list(
                        "services",
                        "service",
                        offer.list(municipality.id()).stream()
                                .map(ServicesApi::service)
                                .toList())
                .in(format);
    }

    @GetMapping("/services/{code}" + Open311Door.FORMAT)
    ResponseEntity<byte[]> definition(
            @PathVariable String code, @PathVariable Format format, HttpServletRequest request) {
        Municipality municipality = partners.jurisdiction(Parameters.of(request));
        Definition definition = Definition.of(offer.get(municipality.id(), code));
        if (definition.isEmpty()) {
            throw Refusal.notFound("open311.refusal.definition", code);
        }
        return Answer.one(
                        "service_definition",
                        new Entry().with("service_code", code).with("attributes", definition.entries()))
                .in(format);
    }

    private static Entry service(ReportCategory category) {
        return new Entry()
                .with("service_code", category.code())
                .with("service_name", category.names().german())
                .with("description", category.names().easy())
                .with("metadata", !Definition.of(category).isEmpty())
                .with("type", "realtime")
                .with("keywords", String.join(",", category.keywords()))
                .with("group", category.group());
    }
}
