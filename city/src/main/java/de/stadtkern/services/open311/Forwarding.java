package de.stadtkern.services.open311;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.reports.Names;
import de.stadtkern.kernel.reports.PublicReport;
import de.stadtkern.kernel.reports.PublicReports;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.ReportBody;
import de.stadtkern.kernel.reports.ReportBody.Open311;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportCategory;
import de.stadtkern.kernel.reports.ReportExchange;
import de.stadtkern.services.open311.SentRows.Sent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends released reports to the body outside that is responsible, as released and never who reported them: at least once,
 * until it takes them or the time is over.
 */
@Component
class Forwarding {

    private static final int SAID_AFTER_TRIES = 3;
    private static final int MOST_DOUBLINGS = 9;

    private final SentRows rows;
    private final ReportExchange exchange;
    private final ReportCategories categories;
    private final PublicReports publicly;
    private final RequestEntries entries;
    private final Municipalities municipalities;
    private final Peer peer;
    private final Texts texts;
    private final Open311Settings settings;
    private final Clock clock;

    Forwarding(
            SentRows rows,
            ReportExchange exchange,
            ReportCategories categories,
            PublicReports publicly,
            RequestEntries entries,
            Municipalities municipalities,
            Peer peer,
            Texts texts,
            Open311Settings settings,
            Clock clock) {
        this.rows = rows;
        this.exchange = exchange;
        this.categories = categories;
        this.publicly = publicly;
        this.entries = entries;
        this.municipalities = municipalities;
        this.peer = peer;
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "open311/send")
    void send() {
        Instant now = clock.instant();
        exchange.listOutside().forEach(report -> rows.insert(report, now));
        rows.listDue(now).forEach(this::send);
    }

    private void send(Sent one) {
        Report report = exchange.get(one.number());
        Optional<ReportBody> body = exchange.findBody(one.municipalityId(), one.bodyId());
        Open311 address = body.map(ReportBody::open311).orElse(null);
        boolean meant = Objects.equals(report.responsible().bodyId(), one.bodyId())
                && report.moderation() == Report.Moderation.RELEASED
                && report.state().isOpen();
        if (address == null || !meant) {
            rows.delete(one);
            return;
        }
        String name = body.orElseThrow().name();
        try {
            Map<String, String> taken = peer.post(address, "requests", content(report, address)).stream()
                    .findFirst()
                    .orElse(Map.of());
            String remoteId = known(taken, "service_request_id");
            String token = known(taken, "token");
            String theirs = remoteId == null ? token : remoteId;
            if (theirs == null) {
                throw new Peer.Unwilling("service_request_id?");
            }
            rows.setSent(one, token, remoteId);
            note(one, "", "open311.sent", name, theirs);
        } catch (Peer.Unwilling e) {
            failed(one, name, e.why());
        }
    }

    private Map<String, String> content(Report report, Open311 address) throws Peer.Unwilling {
        ReportCategory category = categories.get(report.categoryId());
        Position position = report.place().position();
        String text = report.releasedText() == null || report.releasedText().isBlank()
                ? category.names().german()
                : report.releasedText();
        String number = municipalities.get(report.municipalityId()).name() + " " + report.number();
        Map<String, String> content = new LinkedHashMap<>();
        content.put("service_code", serviceCode(address, category));
        content.put("description", text + "\n\n" + number);
        if (position != null) {
            content.put("lat", Double.toString(position.lat()));
            content.put("long", Double.toString(position.lon()));
        }
        if (!report.place().address().isBlank()) {
            content.put("address_string", report.place().address());
        }
        publicly.find(report.number())
                .map(PublicReport::photos)
                .filter(photos -> !photos.isEmpty())
                .ifPresent(photos -> content.put("media_url", entries.photo(photos.getFirst())));
        return content;
    }

    /** The service of the body with the code or a name of the category, or its only one. */
    private String serviceCode(Open311 address, ReportCategory category) throws Peer.Unwilling {
        Names names = category.names();
        List<Map<String, String>> services = peer.get(address, "services", Map.of()).stream()
                .filter(one -> known(one, "service_code") != null)
                .toList();
        return services.stream()
                .filter(one -> services.size() == 1
                        || category.code().equals(one.get("service_code"))
                        || names.german().equalsIgnoreCase(one.get("service_name"))
                        || names.english().equalsIgnoreCase(one.get("service_name")))
                .findFirst()
                .map(one -> one.get("service_code"))
                .orElseThrow(() -> new Peer.Unwilling(text(
                        "open311.no-service",
                        services.stream()
                                .map(one -> one.getOrDefault("service_name", ""))
                                .collect(Collectors.joining(", ")))));
    }

    private void failed(Sent one, String name, String why) {
        Instant now = clock.instant();
        boolean over = now.isAfter(one.since().plus(settings.giveUpAfter()));
        rows.setFailed(one, over, now.plus(Duration.ofMinutes(1L << Math.min(one.tries(), MOST_DOUBLINGS))));
        if (over || one.tries() + 1 == SAID_AFTER_TRIES) {
            note(
                    one,
                    "",
                    over ? "open311.given-up" : "open311.waiting",
                    name,
                    why.startsWith("open311.") ? text(why) : why);
        }
    }

    private void note(Sent one, String from, String key, Object... arguments) {
        exchange.note(one.municipalityId(), one.number(), text(key, arguments), from);
    }

    private String text(String key, Object... arguments) {
        return texts.text(Language.GERMAN, key, arguments);
    }

    static @Nullable String known(Map<String, String> item, String name) {
        String value = item.getOrDefault(name, "");
        return value.isEmpty() ? null : value;
    }
}
