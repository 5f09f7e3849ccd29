package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableQuery;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The audit log of a municipality. */
@Controller
class AuditPage {

    private static final Table<AuditLog.Entry> TABLE = Table.<AuditLog.Entry>named("audit")
            .fixedColumn("at", "accounts.audit.at", entry -> Cell.time(entry.at()))
            .fixedColumn(
                    "login", "accounts.login", entry -> entry.login() == null ? Cell.empty() : Cell.text(entry.login()))
            .fixedColumn("action", "accounts.audit.action", entry -> Cell.text(entry.action()))
            .fixedColumn("detail", "accounts.audit.detail", entry -> Cell.text(entry.detail()))
            .rowsPerPage(50);

    private final AuditLog log;
    private final Municipalities municipalities;

    AuditPage(AuditLog log, Municipalities municipalities) {
        this.log = log;
        this.municipalities = municipalities;
    }

    @GetMapping("/administration/{municipality}/audit")
    ModelAndView show(Page page, @PathVariable long municipality, Form form) {
        Lines lines = new Lines(log, municipality, day(form.value("from")), day(form.value("to")));
        return page.view("kernel/accounts/audit", form)
                .addObject("audit", TABLE.show(page, lines))
                .addObject("tenant", municipalities.get(municipality));
    }

    /** Null, which means no limit, for what is no day. */
    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private record Lines(
            AuditLog log,
            long municipality,
            @Nullable LocalDate from,
            @Nullable LocalDate to) implements Rows<AuditLog.Entry> {

        @Override
        public long count(TableQuery query) {
            return log.count(municipality, new AuditLog.Filter(query.filter(), from, to));
        }

        @Override
        public List<AuditLog.Entry> list(TableQuery query) {
            return log.list(municipality, new AuditLog.Filter(query.filter(), from, to), query.limit(), query.offset());
        }
    }
}
