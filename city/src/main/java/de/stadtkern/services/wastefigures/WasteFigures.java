package de.stadtkern.services.wastefigures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * What those who read reports are told of the bins of their municipality. What a span says of ten thousand bins is kept for
 * a minute, while nothing is emptied, reported or changed.
 */
@Component
@EnableConfigurationProperties(FiguresSettings.class)
class WasteFigures {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 8;

    private final BinRows rows;
    private final YearRows years;
    private final FiguresSettings settings;
    private final Municipalities municipalities;
    private final Access access;
    private final Clock clock;
    private final Cache<Asked, List<Judged>> kept =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();

    WasteFigures(
            BinRows rows,
            YearRows years,
            FiguresSettings settings,
            Municipalities municipalities,
            Access access,
            Clock clock) {
        this.rows = rows;
        this.years = years;
        this.settings = settings;
        this.municipalities = municipalities;
        this.access = access;
        this.clock = clock;
    }

    /** A municipality whose figures the signed-in person reads. */
    record Town(long id, String name) {}

    /** Those whose reports the signed-in person reads, by name; refused with 403 when there is none. */
    List<Town> listTowns() {
        Set<Long> readable = access.requireAnywhere(Permission.READ_REPORTS);
        return municipalities.list().stream()
                .filter(one -> readable.contains(one.id()))
                .map(one -> new Town(one.id(), one.name()))
                .toList();
    }

    List<Choice> choices() {
        return listTowns().stream()
                .map(one -> new Choice(Long.toString(one.id()), one.name()))
                .toList();
    }

    /** The one with this id; the first when the text is empty; refused with 404 when it is none of them. */
    Town town(String id) {
        return listTowns().stream()
                .filter(one -> id.isBlank() || id.strip().equals(Long.toString(one.id())))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    /** @param newest changes with what comes newly */
    private record Asked(long municipality, Days days, String newest) {}

    List<Bin> bins(Town town, Days days) {
        return judged(town, days).stream().map(Judged::bin).toList();
    }

    List<Judged> judged(Town town, Days days) {
        return kept.get(new Asked(town.id(), days, rows.newest()), this::judged);
    }

    private List<Judged> judged(Asked asked) {
        List<Bin> bins = rows.list(asked.municipality(), asked.days(), settings.full());
        Map<Long, Double> nearest = Nearest.metres(bins);
        return bins.stream()
                .map(bin -> new Judged(bin, nearest.get(bin.id()), Verdict.of(bin, nearest.get(bin.id()), settings)))
                .toList();
    }

    YearReport report(Town town, Days days) {
        return new YearReport(
                town,
                days,
                years.listKinds(town.id()),
                years.figures(town.id(), days, settings.full()),
                years.figures(town.id(), days.before(), settings.full()));
    }

    LocalDate today() {
        return clock.instant().atZone(Days.TOWN).toLocalDate();
    }

    FiguresSettings settings() {
        return settings;
    }
}
