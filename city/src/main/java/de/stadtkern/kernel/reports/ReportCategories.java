package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.ReportCategory.Targets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be reported in each municipality. One that has nothing yet begins with {@link FirstCategories}. */
@Component
public class ReportCategories {

    private static final int LONGEST = 80;
    private static final int MOST_DAYS = 365;
    private static final int MOST_METRES = 1000;

    private final JdbcClient jdbc;
    private final Access access;
    private final AuditLog auditLog;

    ReportCategories(JdbcClient jdbc, Access access, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** All of the municipality, also those of which nothing new can be reported, in the order in which they were made. */
    @Transactional
    public List<ReportCategory> list(long municipality) {
        List<ReportCategory> known = read(municipality);
        if (!known.isEmpty()) {
            return known;
        }
        for (FirstCategories first : FirstCategories.values()) {
            insert(first.of(municipality));
        }
        return read(municipality);
    }

    /** Those of which something can be reported. */
    public List<ReportCategory> listActive(long municipality) {
        return list(municipality).stream().filter(ReportCategory::active).toList();
    }

    /** The category; refused with 404 when there is none. */
    public ReportCategory get(long id) {
        return jdbc.sql("select * from report_category where id = :id")
                .param("id", id)
                .query((rs, n) -> category(rs))
                .optional()
                .orElseThrow(() -> Refusal.notFound("reports.refusal.category"));
    }

    public Optional<ReportCategory> find(long municipality, String code) {
        return list(municipality).stream()
                .filter(one -> one.code().equals(code))
                .findFirst();
    }

    /** Adds it, or changes the one with its id; only its municipality's administrators may. */
    @Transactional
    public void save(ReportCategory category) {
        Person person = access.require(Permission.KEEP_REPORT_RULES, category.municipalityId());
        check(category);
        if (category.id() == 0) {
            list(category.municipalityId());
            if (insert(category) == 0) {
                throw Refusal.conflict("reports.refusal.code-taken", category.code())
                        .at("code");
            }
        } else {
            update(category);
        }
        auditLog.record(person, category.municipalityId(), "report-category.saved", category.code());
    }

    private static void check(ReportCategory category) {
        if (!category.code().matches("[a-z0-9-]{1,40}")) {
            throw Refusal.badInput("reports.refusal.code", category.code()).at("code");
        }
        Names names = category.names();
        for (String name : List.of(names.german(), names.english(), names.easy())) {
            if (!PlainText.isReadable(name) || name.length() > LONGEST) {
                throw Refusal.badInput("reports.refusal.name", name, LONGEST).at("name");
            }
        }
        Targets targets = category.targets();
        if (Stream.of(targets.answerDays(), targets.solutionDays()).anyMatch(days -> days < 0 || days > MOST_DAYS)) {
            throw Refusal.badInput("reports.refusal.days", MOST_DAYS).at("solutionDays");
        }
        if (category.similarMetres() < 0 || category.similarMetres() > MOST_METRES) {
            throw Refusal.badInput("reports.refusal.metres", MOST_METRES).at("similarMetres");
        }
    }

    private List<ReportCategory> read(long municipality) {
        return jdbc.sql("select * from report_category where municipality_id = :municipality order by id")
                .param("municipality", municipality)
                .query((rs, n) -> category(rs))
                .list();
    }

    private int insert(ReportCategory category) {
        return values("""
            insert into report_category (municipality_id, code, grouping, name_de, name_en, name_leicht, keywords,
                active, in_public, similar_metres, answer_days, solution_days, needs_work, attributes)
            values (:municipality, :code, :group, :german, :english, :easy, :keywords,
                :active, :public, :metres, :answer, :solution, :work, :attributes::jsonb)
            on conflict (municipality_id, code) do nothing\
            """, category).update();
    }

    private void update(ReportCategory category) {
        int changed = values("""
            update report_category set grouping = :group, name_de = :german, name_en = :english,
                name_leicht = :easy, keywords = :keywords, active = :active, in_public = :public,
                similar_metres = :metres, answer_days = :answer, solution_days = :solution, needs_work = :work,
                attributes = :attributes::jsonb
            where id = :id and municipality_id = :municipality and code = :code\
            """, category).param("id", category.id()).update();
        if (changed == 0) {
            throw Refusal.notFound("reports.refusal.category");
        }
    }

    private JdbcClient.StatementSpec values(String sql, ReportCategory category) {
        return jdbc.sql(sql)
                .param("municipality", category.municipalityId())
                .param("code", category.code())
                .param("group", category.group().strip())
                .param("german", category.names().german().strip())
                .param("english", category.names().english().strip())
                .param("easy", category.names().easy().strip())
                .param("keywords", category.keywords().toArray(String[]::new))
                .param("active", category.active())
                .param("public", category.inPublic())
                .param("metres", category.similarMetres())
                .param("answer", category.targets().answerDays())
                .param("solution", category.targets().solutionDays())
                .param("work", category.needsWork())
                .param("attributes", category.attributes());
    }

    private static ReportCategory category(ResultSet rs) throws SQLException {
        return new ReportCategory(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("code"),
                rs.getString("grouping"),
                new Names(rs.getString("name_de"), rs.getString("name_en"), rs.getString("name_leicht")),
                Arrays.asList((String[]) rs.getArray("keywords").getArray()),
                rs.getBoolean("active"),
                rs.getBoolean("in_public"),
                rs.getInt("similar_metres"),
                new Targets(rs.getInt("answer_days"), rs.getInt("solution_days")),
                rs.getBoolean("needs_work"),
                rs.getString("attributes"));
    }
}
