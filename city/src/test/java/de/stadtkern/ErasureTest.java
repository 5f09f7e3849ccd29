package de.stadtkern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.kernel.identity.MailSignIn;
import de.stadtkern.kernel.identity.TestPeople;
import jakarta.servlet.http.Cookie;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * Who closes the account is gone. Every column that refers to a person stands in one of two lists here: what is erased, with
 * a row that proves it, or what stays, with the reason.
 */
@TownTest
@ExtendWith(OutputCaptureExtension.class)
class ErasureTest {

    /** A report with what stands in one more column, the name and a state. */
    private static final String REPORT = """
        insert into report (municipality_id, category_id, address, place, description, %1$s, name, channel, state,
            moderation, created_at, updated_at, answer_by, solve_by, closed_at)
        select :municipality, max(id), '', '', 'd', %2$s, 'FORM', '%3$s', 'PENDING', now(), now(), now(), now(),
            case when '%3$s' = 'DONE' then now() end from report_category where municipality_id = :municipality\
        """;

    /** What refers to a person and is erased, by a row of :person, :login and :name. Empty: the first sign-in made it. */
    private static final Map<String, String> ERASED = Map.ofEntries(
            Map.entry("person.login", ""),
            Map.entry("person.name", ""),
            Map.entry("person.email", ""),
            Map.entry("person_role.person_id", ""),
            Map.entry("pseudonym.person_id", ""),
            Map.entry("spring_session.principal_name", ""),
            Map.entry("department_member.person_id", """
                with d as (insert into department (municipality_id, name)
                    values (:municipality, 'Amt ' || :person) returning id)
                insert into department_member (department_id, person_id) select id, :person from d\
                """),
            Map.entry(
                    "password_link.person_id",
                    "insert into password_link (token_hash, person_id, expires_at) values (:login, :person, now())"),
            Map.entry(
                    "mail_link.address",
                    "insert into mail_link (token_hash, address, expires_at) values ('h' || :person, :login, now())"),
            Map.entry(
                    "one_time_password.person_id",
                    "insert into one_time_password (person_id, secret) values (:person, '')"),
            Map.entry(
                    "recovery_code.person_id",
                    "insert into recovery_code (person_id, code_hash) values (:person, :login)"),
            Map.entry(
                    "directory_account.person_id",
                    "insert into directory_account (issuer, subject, person_id) values ('i', :login, :person)"),
            Map.entry(
                    "user_entities.name",
                    "insert into user_entities (id, name, display_name) values (lpad(:person::text, 8, '0'), :login,"
                            + " :name)"),
            Map.entry("user_credentials.user_entity_user_id", """
                insert into user_credentials values (lpad(:person::text, 8, 'c'), lpad(:person::text, 8, '0'),
                    convert_to(:login, 'UTF8'), 0, false, false, 'usb', 'public-key', false, '', '', now(), now(), :name)\
                """),
            Map.entry("notification.person_id", """
                insert into notification (person_id, municipality_id, topic, text, arguments, path, created_at)
                values (:person, :municipality, 't', 't', array[:name], '/', now())\
                """),
            Map.entry("notification_delivery.person_id", """
                insert into notification_delivery (notification_id, channel, person_id, urgent, error)
                select max(id), 'EMAIL', :person, false, :login from notification where person_id = :person\
                """),
            Map.entry(
                    "notification_choice.person_id",
                    "insert into notification_choice (person_id, topic, channel, wanted) values (:person, 't',"
                            + " 'EMAIL', true)"),
            Map.entry(
                    "notification_phone.person_id",
                    "insert into notification_phone (person_id, number) values (:person, '+49')"),
            Map.entry("notification_browser.person_id", """
                insert into notification_browser (person_id, endpoint, public_key, secret, language, label, added_at)
                values (:person, 'https://push.example/' || :login, '', '', 'GERMAN', :name, now())\
                """),
            Map.entry("notification_letter.address", """
                insert into notification_letter (address, subject, text, created_at, due_at)
                values (:login, '', :name, now(), now() + interval '1 day')\
                """),
            Map.entry("notification_daily.person_id", "insert into notification_daily (person_id) values (:person)"),
            Map.entry("home_household.person_id", """
                insert into home_household (person_id, name, address, lon, lat) values (:person, :name, :login, 0, 0)\
                """),
            Map.entry(
                    "home_favourite.person_id",
                    "insert into home_favourite (person_id, path, title) values (:person, '/', :name)"),
            Map.entry("report.person_id", REPORT.formatted("person_id", ":person, :name", "DONE")),
            Map.entry("report.mail", REPORT.formatted("mail", ":login, :name", "RECEIVED")),
            Map.entry("report_follower.person_id", """
                insert into report_follower (report_id, municipality_id, person_id, language, token, created_at)
                select max(id), :municipality, :person, 'GERMAN', 'p' || :login, now() from report\
                """),
            Map.entry("report_follower.mail", """
                insert into report_follower (report_id, municipality_id, mail, language, token, created_at)
                select max(id), :municipality, :login, 'GERMAN', 'm' || :login, now() from report\
                """),
            Map.entry(
                    "fleet_member.person_id",
                    "insert into fleet_member (municipality_id, person_id, name) values (:municipality, :person, 'M'"
                            + " || :person)"));

    /** What refers to a person and stays, by the reason. */
    private static final Map<String, String> KEPT = Map.of(
            "names who of the staff decided, acted or changed something: on record until the thing's own time is over",
            """
            address_register.person_name alarm.acknowledged_by alarm_act.person_id alarm_act.person_name
            alarm_maintenance.person_name container_change.person_name decision.person_id decision.person_name
            desk_note.person_id desk_note.person_name desk_note_read.person_id desk_note_read.person_name
            device_calibration.person device_event.person device_photo.person dispatch_event.person_name
            dispatch_order.changed_by dispatch_replan.decided_by dispatch_replan.made_by dispatch_tour.dispatched_by
            fleet_loan.accepted_by fleet_loan.ended_by fleet_loan.offered_by fleet_outage.person_name
            proposal.raiser_id proposal.raiser_name proposal_seen.person_id proposal_seen.person_name
            proposal_step.person_id proposal_step.person_name quality_mark.person_id quality_mark.person_name
            quality_mark.taken_back_by quality_run.person_name roadweather_site.changed_by routing_closure.person_name
            share.shared_by site_text.saved_by street_register.person_id street_register.person_name
            sweeping_plot.made_by sweeping_rate.made_by sweeping_run.released_by sweeping_sign_step.person_name
            sweeping_tipping.person_name sweeping_word.person_name tour_plan.created_by tour_plan_version.made_by
            track_agreement.changed_by upload.uploaded_by wastetours_day.asked_by wastetours_policy.person_id
            wastetours_policy.person_name wastetours_wish.person_name winter_bylaw.person_name
            winter_control.person_id winter_control.person_name winter_dose_table.person_id
            winter_dose_table.person_name winter_stock_entry.person_name winterplans_deadline.changed_by
            winterplans_plan.made_by report_note.person_name work_order.done_by work_order.started_by\
            """,
            "whom of the staff the town called out: as long as the call itself",
            """
            alarm_notice.person_id alarm_notice.person_name escalation.acknowledged_by escalation_step.person_id
            escalation_step.person_name standby.person_id\
            """,
            "whom of the staff a rule calls: so that the administration sees that it calls somebody who left",
            "alarm_step.person_id alarm_step.person_name",
            "who of the staff is at the desk: gone after a minute, never in a backup",
            "desk_presence.person_id desk_presence.person_name",
            "the audit log: staff by login, citizens by number alone",
            "audit_entry.person_id audit_entry.login",
            "what somebody without account writes into the feedback form: until stadtkern.site.keep-feedback",
            "site_feedback.contact",
            "the number of a closed account and nothing else: so that no backup brings it back",
            "backup_tombstone.person_id",
            "no person, whatever the name",
            "database_lease.locked_by device.replaced_by device.contact proposal.decide_by proposal.raiser"
                    + " report.answer_by report.solve_by report_body.mail flyway_schema_history.installed_by");

    private static final String COLUMNS = """
        select c.table_name || '.' || c.column_name from information_schema.columns c
        join pg_class t on t.relname = c.table_name and t.relnamespace = c.table_schema::regnamespace
        where c.table_schema = current_schema() and t.relkind in ('r', 'p') and not t.relispartition
          and (c.column_name ~ '(^|_)(person|citizen|reporter|author|user)(_|$)|_by$|login|mail|phone|principal|raiser|contact'
            or exists (
                select from pg_constraint f
                where f.contype = 'f' and f.conrelid = t.oid
                  and f.confrelid in ('person'::regclass, 'user_entities'::regclass)
                  and c.ordinal_position = any(f.conkey)))\
        """;

    /** By what they refer to. */
    private static final Comparator<String> FIRST_THINGS_FIRST = Comparator.comparing(
                    (String sql) -> sql.contains("into user_credentials")
                            || sql.contains("into notification_delivery")
                            || sql.contains("into report_follower"))
            .thenComparing(Comparator.naturalOrder());

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    MailSignIn mail;

    private final String word = UUID.randomUUID().toString().substring(0, 13);
    private final String login = "weg-" + word + "@buerger.example";
    private final String name = "Erna Weg " + word;

    @Test
    void everyColumnThatRefersToAPersonIsErasedOrHasAReasonToStay() {
        List<String> kept = KEPT.values().stream()
                .flatMap(columns -> Stream.of(columns.split("\\s+")))
                .toList();
        Set<String> known = new TreeSet<>(ERASED.keySet());
        known.addAll(kept);
        assertThat(known).hasSize(ERASED.size() + kept.size());
        Set<String> unknown = columns(COLUMNS);
        unknown.removeAll(known);
        assertThat(unknown)
                .as("say what becomes of it when somebody leaves: ERASED or KEPT")
                .isEmpty();
        known.removeAll(
                columns("select table_name || '.' || column_name from information_schema.columns where table_schema ="
                        + " current_schema()"));
        assertThat(known).as("there is no such column any more").isEmpty();
    }

    @Test
    void ofACitizenWhoClosedTheAccountNothingIsLeftInTheDatabaseOrTheLog(CapturedOutput log) throws Exception {
        Cookie session = signIn();
        post(session, "/account/name", "name", name);
        post(session, "/account/pseudonym", "pseudonym", "Oeffentlich " + word);
        post(session, "/inbox/settings", TestTopics.NEWS + "-PUSH", "true");
        // The first categories of the town come with the first look at them.
        http.perform(get("/reports/new"));
        long id = jdbc.sql("select id from person where login = :login")
                .param("login", login)
                .query(Long.class)
                .single();
        ERASED.values().stream()
                .filter(sql -> !sql.isEmpty())
                .sorted(FIRST_THINGS_FIRST)
                .forEach(sql -> jdbc.sql(sql)
                        .param("person", id)
                        .param("login", login)
                        .param("name", name)
                        .param("municipality", people.municipality())
                        .update());
        assertThat(ERASED.keySet())
                .allSatisfy(column -> assertThat(holds(column, id)).as(column).isTrue());
        http.perform(get("/account/export.json").cookie(session))
                .andExpect(content().string(containsString("Oeffentlich " + word)))
                .andExpect(content().string(containsString("notifications")))
                .andExpect(content().string(containsString("fleet")));

        http.perform(MockMvcRequestBuilders.post("/account/close")
                        .param("sure", "true")
                        .cookie(session)
                        .with(csrf()))
                .andExpect(redirectedUrl("/"));

        assertThat(ERASED.keySet())
                .allSatisfy(column -> assertThat(holds(column, id)).as(column).isFalse());
        assertThat(Dump.tablesWith(word, jdbc)).isEmpty();
        assertThat(log.getAll()).doesNotContain(word);
        http.perform(get("/account").cookie(session)).andExpect(status().is3xxRedirection());
        signIn();
    }

    private Cookie signIn() throws Exception {
        String token = mail.request(login, "erasure").orElseThrow().token();
        MvcResult answer = http.perform(
                        MockMvcRequestBuilders.post("/sign-in/mail/" + token).with(csrf()))
                .andExpect(redirectedUrl("/account"))
                .andReturn();
        return Objects.requireNonNull(answer.getResponse().getCookie("SESSION"));
    }

    private void post(Cookie session, String path, String field, String value) throws Exception {
        http.perform(MockMvcRequestBuilders.post(path)
                        .param(field, value)
                        .cookie(session)
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
    }

    private boolean holds(String column, long person) {
        String[] parts = column.split("\\.");
        return jdbc.sql("""
                   select exists (select from %1$s where %2$s::text in (:person, lpad(:person, 8, '0'))
            or position(:word in lower(%2$s::text)) > 0)\
            """.formatted(parts[0], parts[1]))
                .param("person", String.valueOf(person))
                .param("word", word)
                .query(Boolean.class)
                .single();
    }

    private Set<String> columns(String sql) {
        return new TreeSet<>(jdbc.sql(sql).query((rs, n) -> rs.getString(1)).list());
    }
}
