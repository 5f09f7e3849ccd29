package de.stadtkern.services.open311;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.NewReport;
import de.stadtkern.kernel.reports.PublicNotes;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportExchange;
import de.stadtkern.services.open311.Answer.Entry;
import de.stadtkern.services.open311.Answer.Format;
import de.stadtkern.services.open311.Parameters.Period;
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

/** What mySociety adds: what was said of public reports since when, and what citizens say elsewhere. */
@RestController
@RequestMapping(Open311Door.ROOT)
class UpdatesApi {

    private static final int MOST = 1000;
    private static final String ROOT = "service_request_updates";
    private static final String ITEM = "request_update";

    private final Partners partners;
    private final PublicNotes notes;
    private final ReportExchange exchange;
    private final Clock clock;

    UpdatesApi(Partners partners, PublicNotes notes, ReportExchange exchange, Clock clock) {
        this.partners = partners;
        this.notes = notes;
        this.exchange = exchange;
        this.clock = clock;
    }

    @GetMapping("/servicerequestupdates" + Open311Door.FORMAT)
    ResponseEntity<byte[]> updates(@PathVariable Format format, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request);
        Municipality municipality = partners.jurisdiction(parameters);
        Period period = parameters.period(clock.instant());
        return Answer.list(
                        ROOT,
                        ITEM,
                        notes.list(municipality.id(), period.from(), period.until(), MOST).stream()
                                .map(UpdatesApi::entry)
                                .toList())
                .in(format);
    }

    /** A note for those who handle the report; they decide whether anybody else reads it. */
    @PostMapping("/servicerequestupdates" + Open311Door.FORMAT)
    ResponseEntity<byte[]> update(@PathVariable Format format, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request);
        Municipality municipality = partners.jurisdiction(parameters);
        Device device = partners.writer(parameters, municipality);
        String number = parameters
                .find("service_request_id")
                .filter(id -> id.matches("[0-9]{1,18}"))
                .orElseThrow(() -> Refusal.badInput("open311.refusal.request-missing"));
        String text = (parameters.find("status").map(status -> status + ": ").orElse("")
                        + parameters.find("description").orElse(""))
                .strip();
        if (!PlainText.isReadable(text) || text.length() > NewReport.LONGEST) {
            throw Refusal.badInput("open311.refusal.update", NewReport.LONGEST);
        }
        long id = exchange.note(municipality.id(), Long.parseLong(number), text, device.name());
        Entry taken = new Entry().with("update_id", Long.toString(id));
        return Answer.list(ROOT, ITEM, List.of(taken)).in(format, HttpStatus.CREATED);
    }

    private static Entry entry(PublicNotes.Update update) {
        return new Entry()
                .with("update_id", Long.toString(update.id()))
                .with("service_request_id", Long.toString(update.number()))
                .with("status", word(update.state()))
                .with("updated_datetime", update.at())
                .with("description", update.text());
    }

    private static String word(State state) {
        return switch (state) {
            case RECEIVED -> "OPEN";
            case IN_PROGRESS -> "IN_PROGRESS";
            case DONE -> "FIXED";
            case DUPLICATE -> "DUPLICATE";
            case NOT_RESPONSIBLE -> "NOT_COUNCILS_RESPONSIBILITY";
            case NOT_POSSIBLE -> "NO_FURTHER_ACTION";
        };
    }
}
