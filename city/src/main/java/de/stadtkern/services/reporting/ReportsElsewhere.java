package de.stadtkern.services.reporting;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Glance;
import de.stadtkern.kernel.portal.Nearby;
import de.stadtkern.kernel.portal.OwnEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.reports.PublicQuery;
import de.stadtkern.kernel.reports.PublicReport;
import de.stadtkern.kernel.reports.PublicReports;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.Reports;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Reports on the home page: those near by, one's own, and those whose page somebody remembers. */
@Component
class ReportsElsewhere implements Nearby.Source, Glance.Source, OwnEntry.Source {

    private static final Duration LATELY = Duration.ofDays(60);
    private static final int MOST = 6;
    private static final Pattern PAGE = Pattern.compile(ReportPaths.HERE + "/([0-9]{1,18})");

    private final PublicReports publicly;
    private final Reports reports;
    private final ReportCategories categories;
    private final Clock clock;

    ReportsElsewhere(PublicReports publicly, Reports reports, ReportCategories categories, Clock clock) {
        this.publicly = publicly;
        this.reports = reports;
        this.categories = categories;
        this.clock = clock;
    }

    @Override
    public List<Nearby> near(Page page, Position place, double metres) {
        PublicQuery around = PublicQuery.all()
                .openOrClosedSince(clock.instant().minus(LATELY))
                .around(place, metres);
        return publicly.list(around, MOST, 0).stream()
                .map(one -> new Nearby(
                        new Concern.Item(one.state().mark(), state(page, one), title(page, one), path(one.number())),
                        place.metresTo(Objects.requireNonNull(one.position())),
                        one.closedAt()))
                .toList();
    }

    @Override
    public Optional<Glance> glance(Page page, String path) {
        Matcher report = PAGE.matcher(path);
        return report.matches()
                ? publicly.find(Long.parseLong(report.group(1)))
                        .map(one -> new Glance(one.state().mark(), state(page, one)))
                : Optional.empty();
    }

    /** While nobody has released it, a report has no page of its own. */
    @Override
    public List<OwnEntry> own(Page page, Person person) {
        return reports.listMine().stream()
                .map(one -> new OwnEntry(
                        page.text("reporting.short", Long.toString(one.number())),
                        categories.get(one.categoryId()).names().in(page.language()),
                        one.state().mark(),
                        page.text(one.state().textKey()),
                        one.times().createdAt(),
                        ReportPaths.HERE + "/mine"))
                .toList();
    }

    private static String state(Page page, PublicReport report) {
        return page.text(report.state().textKey()) + ", " + page.ago(report.updatedAt());
    }

    private static String title(Page page, PublicReport report) {
        return page.text(
                "reporting.title",
                Long.toString(report.number()),
                report.category().names().in(page.language()));
    }

    private static String path(long number) {
        return ReportPaths.HERE + "/" + number;
    }
}
