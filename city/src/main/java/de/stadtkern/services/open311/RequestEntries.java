package de.stadtkern.services.open311;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.reports.PublicNotes;
import de.stadtkern.kernel.reports.PublicReport;
import de.stadtkern.kernel.reports.ReportLinks;
import de.stadtkern.services.open311.Answer.Entry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Public reports as the standard writes them. */
@Component
class RequestEntries {

    private final PublicNotes notes;
    private final ReportLinks links;
    private final PublicAddress address;

    RequestEntries(PublicNotes notes, ReportLinks links, PublicAddress address) {
        this.notes = notes;
        this.links = links;
        this.address = address;
    }

    /** @param extended also with what CitySDK adds */
    List<Entry> of(List<PublicReport> reports, boolean extended) {
        Map<Long, PublicNotes.Latest> latest =
                notes.latest(reports.stream().map(PublicReport::number).toList());
        return reports.stream()
                .map(one -> entry(one, latest.get(one.number()), extended))
                .toList();
    }

    /** Where everybody sees a released photo. */
    String photo(long id) {
        return address.get() + links.photo(id);
    }

    private Entry entry(PublicReport one, PublicNotes.@Nullable Latest latest, boolean extended) {
        boolean open = one.state().isOpen();
        Position position = one.position();
        List<String> photos = one.photos().stream().map(this::photo).toList();
        return new Entry()
                .with("service_request_id", Long.toString(one.number()))
                .with("status", open ? "open" : "closed")
                .with("status_notes", latest == null ? "" : latest.text())
                .with("service_name", one.category().names().german())
                .with("service_code", one.category().code())
                .with("description", one.text())
                .with("agency_responsible", one.responsible())
                .with("requested_datetime", one.createdAt())
                .with("updated_datetime", one.closedAt() == null ? one.updatedAt() : one.closedAt())
                .with("expected_datetime", open ? one.solveBy() : null)
                .with("address", one.address())
                .with("lat", position == null ? null : position.lat())
                .with("long", position == null ? null : position.lon())
                .with("media_url", photos.isEmpty() ? null : photos.getFirst())
                .with("extended_attributes", extended ? extension(one, latest, photos) : null);
    }

    private static Entry extension(PublicReport one, PublicNotes.@Nullable Latest latest, List<String> photos) {
        return new Entry()
                .with("detailed_status", DetailedStatus.of(one.state()))
                .with("detailed_status_datetime", latest == null ? one.createdAt() : latest.stateAt())
                .with("description_public", true)
                .with("expected_closure", one.state().isOpen() ? one.solveBy() : null)
                .with("votes", one.votes())
                .with("media_urls", photos);
    }
}
