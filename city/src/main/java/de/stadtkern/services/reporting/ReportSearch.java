package de.stadtkern.services.reporting;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.Searchable;
import de.stadtkern.kernel.reports.PublicQuery;
import de.stadtkern.kernel.reports.PublicReports;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Public reports by number, text, address and category. */
@Component
class ReportSearch implements Searchable {

    private final PublicReports reports;

    ReportSearch(PublicReports reports) {
        this.reports = reports;
    }

    @Override
    public String textKey() {
        return "reporting.reports";
    }

    @Override
    public @Nullable Permission permission() {
        return null;
    }

    @Override
    public List<Hit> find(SearchWords words, Set<Long> municipalities, int limit) {
        return reports.list(PublicQuery.all().words(words), limit, 0).stream()
                .map(one -> new Hit(
                        ReportPaths.HERE + "/" + one.number(),
                        List.of(),
                        one.number() + " · " + one.category().names().german(),
                        one.address()))
                .toList();
    }
}
