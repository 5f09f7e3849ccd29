package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportDesk;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The same change of several reports: all of them or none. */
@Component
class BulkEdit {

    private final ReportDesk desk;
    private final HandOvers handOvers;

    BulkEdit(ReportDesk desk, HandOvers handOvers) {
        this.desk = desk;
        this.handOvers = handOvers;
    }

    /** Fields: category, responsible, state, and answer, which everybody may read. Empty ones change nothing. */
    @Transactional
    void apply(List<Long> numbers, Form form) {
        if (numbers.isEmpty()) {
            throw Refusal.badInput("reportdesk.refusal.none-picked");
        }
        if (Stream.of("category", "responsible", "state", "answer")
                .allMatch(field -> form.value(field).isBlank())) {
            throw Refusal.badInput("reportdesk.refusal.no-change");
        }
        numbers.stream().distinct().sorted().forEach(number -> apply(number, form));
    }

    private void apply(long number, Form form) {
        if (!form.value("category").isEmpty()) {
            desk.changeCategory(number, DeskWording.id(form, "category"));
        }
        if (!form.value("responsible").isEmpty()) {
            handOvers.handOver(number, DeskWording.responsible(form.value("responsible")), "");
        }
        if (!form.value("state").isEmpty() || !form.value("answer").isBlank()) {
            desk.answer(
                    number,
                    form.value("state").isEmpty() ? null : form.choice("state", State.class),
                    form.value("answer"));
        }
    }
}
