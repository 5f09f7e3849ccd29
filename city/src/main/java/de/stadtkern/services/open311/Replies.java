package de.stadtkern.services.open311;

import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.reports.ReportBody;
import de.stadtkern.kernel.reports.ReportBody.Open311;
import de.stadtkern.kernel.reports.ReportExchange;
import de.stadtkern.services.open311.SentRows.Sent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks bodies outside what became of the reports that they took. What they say is a note for those who handle the report:
 * a person decides whether everybody reads it.
 */
@Component
class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final Duration LONGEST = Duration.ofDays(89);
    private static final String NUMBER = "service_request_id";

    private final SentRows rows;
    private final ReportExchange exchange;
    private final Peer peer;
    private final Texts texts;
    private final Open311Settings settings;
    private final Clock clock;

    Replies(SentRows rows, ReportExchange exchange, Peer peer, Texts texts, Open311Settings settings, Clock clock) {
        this.rows = rows;
        this.exchange = exchange;
        this.peer = peer;
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "open311/ask")
    void ask() {
        rows.listSent(clock.instant().minus(settings.askUntil())).stream()
                .collect(Collectors.groupingBy(Sent::bodyId))
                .forEach((id, sent) -> exchange.findBody(sent.getFirst().municipalityId(), id)
                        .ifPresent(body ->
                                Optional.ofNullable(body.open311()).ifPresent(address -> ask(body, address, sent))));
    }

    private void ask(ReportBody body, Open311 address, List<Sent> sent) {
        List<Map<String, String>> updates = updates(address, sent);
        for (Sent one : sent) {
            try {
                ask(body, address, one, updates);
            } catch (Peer.Unwilling e) {
                LOG.debug("report {} at {}: {}", one.number(), body.name(), e.why());
            }
        }
    }

    /** Since the oldest was sent; nothing where the body does not offer them. */
    private List<Map<String, String>> updates(Open311 address, List<Sent> sent) {
        Instant until = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Instant from = sent.stream()
                .map(Sent::since)
                .min(Instant::compareTo)
                .orElse(until)
                .minus(Duration.ofDays(1));
        Instant earliest = until.minus(LONGEST);
        try {
            return peer.get(
                    address,
                    "servicerequestupdates",
                    Map.of(
                            "start_date",
                            (from.isBefore(earliest) ? earliest : from)
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .toString(),
                            "end_date",
                            until.toString()));
        } catch (Peer.Unwilling e) {
            return List.of();
        }
    }

    private void ask(ReportBody body, Open311 address, Sent one, List<Map<String, String>> updates)
            throws Peer.Unwilling {
        String id = one.remoteId() == null ? number(address, one) : one.remoteId();
        if (id == null) {
            return;
        }
        List<String> fresh = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Map<String, String> update : updates) {
            String text = update.getOrDefault("description", "");
            if (id.equals(update.get(NUMBER)) && !text.isEmpty()) {
                words.add(text);
                String known = update.getOrDefault("update_id", text);
                if (!one.seen().contains(known) && !fresh.contains(known)) {
                    note(body, one, update.getOrDefault("status", "") + ": " + text);
                    fresh.add(known);
                }
            }
        }
        rows.addSeen(one, fresh);
        for (Map<String, String> request : peer.get(address, "requests/" + Peer.encoded(id), Map.of())) {
            how(body, one, request, words);
        }
    }

    private void how(ReportBody body, Sent one, Map<String, String> request, List<String> words) {
        String status = request.getOrDefault("status", "");
        String notes = request.getOrDefault("status_notes", "");
        String said = notes.isEmpty() || words.contains(notes) ? status : status + ": " + notes;
        if (!said.equals(one.said())) {
            note(body, one, said);
            rows.setSaid(one, said, status.equals("closed") ? clock.instant() : null);
        }
    }

    private @Nullable String number(Open311 address, Sent one) throws Peer.Unwilling {
        String token = String.valueOf(one.token());
        String id = peer.get(address, "tokens/" + Peer.encoded(token), Map.of()).stream()
                .findFirst()
                .map(request -> Forwarding.known(request, NUMBER))
                .orElse(null);
        if (id != null) {
            rows.setSent(one, token, id);
        }
        return id;
    }

    private void note(ReportBody body, Sent one, String text) {
        exchange.note(
                one.municipalityId(),
                one.number(),
                texts.text(Language.GERMAN, "open311.said", body.name(), text),
                body.name());
    }
}
