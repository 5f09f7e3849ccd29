package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.storage.Figures;
import de.stadtkern.kernel.observations.storage.Keeping;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** How long the values of a datastream stay, and its figures. Beside SensorThings, which knows neither. */
@RestController
@RequestMapping
class KeepingApi {

    private static final String KEEPING = "/sensorthings/keeping/Datastreams({id:[0-9]{1,18}})";
    private static final String FIGURES = "/sensorthings/figures/Datastreams({id:[0-9]{1,18}})";
    private static final String HEAD = "start,observations,valid_share,min,max,mean,sum\r\n";

    /** As clients see it. */
    record Wish(
            @Nullable Integer keepDays,
            List<String> figures,
            @Nullable Instant rawSince) {}

    private final Figures figures;
    private final Keepings keepings;

    KeepingApi(Figures figures, Keepings keepings) {
        this.figures = figures;
        this.keepings = keepings;
    }

    @GetMapping(KEEPING)
    Wish keeping(@PathVariable long id) {
        Keeping keeping = keepings.get(id).keeping();
        return new Wish(
                keeping.keepDays(),
                keeping.figures().stream().map(Duration::toString).toList(),
                keeping.rawSince());
    }

    @PutMapping(KEEPING)
    Wish change(@PathVariable long id, @RequestBody JsonNode wish) {
        List<Duration> widths = new ArrayList<>();
        wish.path("figures").forEach(width -> widths.add(width(width.asString(""))));
        keepings.changeAsDevice(id, new Keeping(days(wish.path("keepDays")), widths, null));
        return keeping(id);
    }

    @GetMapping(path = FIGURES, produces = MediaType.APPLICATION_JSON_VALUE)
    List<Figures.Bucket> json(
            @PathVariable long id, @RequestParam String width, @RequestParam String from, @RequestParam String until) {
        keepings.get(id);
        return figures.list(id, width(width), time("from", from), time("until", until));
    }

    @GetMapping(path = FIGURES, produces = "text/csv")
    String csv(
            @PathVariable long id, @RequestParam String width, @RequestParam String from, @RequestParam String until) {
        StringBuilder csv = new StringBuilder(HEAD);
        for (Figures.Bucket one : json(id, width, from, until)) {
            csv.append(one.start())
                    .append(',')
                    .append(one.observations())
                    .append(',')
                    .append(one.validShare());
            for (Double figure : new Double[] {one.min(), one.max(), one.mean(), one.sum()}) {
                csv.append(',').append(Objects.toString(figure, ""));
            }
            csv.append("\r\n");
        }
        return csv.toString();
    }

    private static @Nullable Integer days(JsonNode days) {
        if (days.isMissingNode() || days.isNull()) {
            return null;
        }
        if (!days.isInt()) {
            throw Keepings.wrongDays(days.toString());
        }
        return days.intValue();
    }

    private static Duration width(String text) {
        try {
            Duration width = Duration.parse(text);
            if (Keeping.WIDTHS.contains(width)) {
                return width;
            }
        } catch (DateTimeException e) {
            // answered below
        }
        throw Refusal.badInput("observations.refusal.width", text, Keeping.WIDTHS);
    }

    private static Instant time(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.badInput("observations.refusal.time", name, text);
        }
    }
}
