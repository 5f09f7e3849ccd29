package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The municipality's words for answers that are given often. */
@Component
class Templates {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TEXT = 4000;

    private final JdbcClient jdbc;
    private final Access access;
    private final AuditLog auditLog;

    Templates(JdbcClient jdbc, Access access, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** @param state which the answer brings; null when it stays as it is */
    record Template(long id, String name, Report.@Nullable State state, String text) {}

    /** By name, for those who answer. */
    List<Template> list(long municipality) {
        access.require(Permission.HANDLE_REPORTS, municipality);
        return jdbc.sql("select * from reportdesk_template where municipality_id = :municipality order by name")
                .param("municipality", municipality)
                .query((rs, n) -> new Template(
                        rs.getLong("id"), rs.getString("name"), state(rs.getString("state")), rs.getString("text")))
                .list();
    }

    Optional<Template> find(long municipality, String id) {
        return list(municipality).stream()
                .filter(one -> Long.toString(one.id()).equals(id))
                .findFirst();
    }

    /** Adds it, or changes the one of this name. */
    @Transactional
    void save(long municipality, String name, Report.@Nullable State state, String text) {
        Person person = access.require(Permission.KEEP_REPORT_RULES, municipality);
        if (!PlainText.isReadable(name) || name.length() > LONGEST_NAME) {
            throw Refusal.badInput("reportdesk.refusal.template-name", LONGEST_NAME)
                    .at("name");
        }
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw Refusal.badInput("reportdesk.refusal.template-text", LONGEST_TEXT)
                    .at("text");
        }
        jdbc.sql("""
            insert into reportdesk_template (municipality_id, name, state, text)
            values (:municipality, :name, :state, :text)
            on conflict (municipality_id, name) do update set state = excluded.state, text = excluded.text\
            """)
                .param("municipality", municipality)
                .param("name", name.strip())
                .param("state", state == null ? null : state.name())
                .param("text", text.strip())
                .update();
        auditLog.record(person, municipality, "report-template.saved", name.strip());
    }

    /** Refused with 404 when there is none, or it is of a municipality of which the person may know nothing. */
    @Transactional
    void remove(long id) {
        long municipality = jdbc.sql("select municipality_id from reportdesk_template where id = :id")
                .param("id", id)
                .query((rs, n) -> rs.getLong(1))
                .optional()
                .orElseThrow(() -> Refusal.notFound("reportdesk.refusal.template"));
        Person person = access.require(Permission.KEEP_REPORT_RULES, municipality);
        jdbc.sql("delete from reportdesk_template where id = :id")
                .param("id", id)
                .update();
        auditLog.record(person, municipality, "report-template.removed", Long.toString(id));
    }

    private static Report.@Nullable State state(@Nullable String name) {
        return name == null ? null : Report.State.valueOf(name);
    }
}
