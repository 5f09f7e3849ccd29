package de.stadtkern.services.open311;

import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportCategory;
import java.util.List;
import org.springframework.stereotype.Component;

/** What can be reported to a municipality, by service code. */
@Component
class Offer {

    private final ReportCategories categories;

    Offer(ReportCategories categories) {
        this.categories = categories;
    }

    List<ReportCategory> list(long municipality) {
        return categories.listActive(municipality);
    }

    /** Of which something can be reported; refused with 404 when there is none. */
    ReportCategory get(long municipality, String code) {
        return list(municipality).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> unknown(code));
    }

    /** Refuses with 404 unless reports of these can be there, also of such of which nothing new can be reported. */
    void requireKnown(long municipality, List<String> codes) {
        List<String> known =
                categories.list(municipality).stream().map(ReportCategory::code).toList();
        codes.stream().filter(code -> !known.contains(code)).findFirst().ifPresent(code -> {
            throw unknown(code);
        });
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("open311.refusal.service", code);
    }
}
