package de.stadtkern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import jakarta.servlet.Filter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Walks every route of the program with the ids of a town's things, as nobody, as a citizen of the town, as its crew and
 * as the administrator of the town next door. Who adds a route that everybody may open, or one with a new kind of id,
 * has to say so in the tables here.
 */
@TownTest
class RouteWalkTest {

    /** What everybody may open without signing in. Everything else sends nobody in. */
    private static final Set<String> PUBLIC = Set.of(
            "GET ",
            "GET /",
            "GET /live",
            "GET /qr",
            "GET /suche",
            "GET /stil",
            "GET /offline",
            "GET /crew/offline",
            "GET /service-worker.js",
            "GET /manifest.webmanifest",
            "GET /site/{kind:accessibility|privacy|imprint}",
            "GET /site/feedback",
            "POST /site/feedback",
            "GET /site/{municipality:[0-9]+}/logo.png",
            "GET /site/{municipality:[0-9]+}/colors.css",
            "GET /observations",
            "GET /observations/stations/{id}",
            "GET /observations/datastreams/{id}",
            "GET /explore",
            "GET /explore/map.geojson",
            "GET /explore/series/{id:[0-9]{1,18}}",
            "GET /explore/series/{id:[0-9]{1,18}}/citation.json",
            "GET /explore/series/{id:[0-9]{1,18}}/values.csv",
            "GET /explore/series/{id:[0-9]{1,18}}/values.json",
            "GET /explore/api/series",
            "GET /explore/api/series/{id:[0-9]{1,18}}",
            "GET /explore/api/series/{id:[0-9]{1,18}}/points",
            "GET /streets/street",
            "GET /streets/street.geojson",
            "GET /streets/segment.geojson",
            "GET /streets/crossings.geojson",
            "GET /addresses",
            "GET /addresses/results.geojson",
            "GET /addresses/reverse",
            "GET /map",
            "GET /map/layers.json",
            "GET /map/{style}/still.png",
            "GET /map/{style}/{z:\\d+}/{x:\\d+}/{y:\\d+}.png",
            "GET /map/{style}/{z:\\d+}/{x:\\d+}/{y:\\d+}{fine:@2x}.png",
            "GET /map/layers/{style}/{z:\\d+}/{x:\\d+}/{y:\\d+}",
            "GET /route",
            "GET /route/route.geojson",
            "GET /route/reach",
            "GET /route/reach.geojson",
            "GET /route/api/routes",
            "GET /closures",
            "GET /closures/closures.geojson",
            "GET /closures/parts.geojson",
            "GET /closures/api",
            "GET /third-party",
            "GET /openapi.json",
            "GET /openapi.json.yaml",
            "GET /version",
            "GET /forecasts",
            "GET /forecasts/stations.geojson",
            "GET /forecasts/api/places",
            "GET /forecasts/api/places/{place:[a-z]+-[0-9]{1,18}}",
            "GET /bin/{code:[a-z0-9]{4,20}}",
            "POST /bin/{code:[a-z0-9]{4,20}}",
            "GET /waste",
            "GET /waste/sites.geojson",
            "GET /waste/containers.csv",
            "GET /waste/containers.geojson",
            "GET /waste/levels.csv",
            "GET /waste/levels.json",
            "GET /waste/collections",
            "GET /waste/collections/days.ics",
            "GET /reports",
            "GET /reports/reports.geojson",
            "GET /reports/open.csv",
            "GET /reports/open.geojson",
            "GET /reports/feed",
            "GET /reports/{number:[0-9]{1,18}}",
            "GET /reports/photos/{id:[0-9]{1,18}}.jpg",
            "POST /reports/{number:[0-9]{1,18}}/me-too",
            "POST /reports/{number:[0-9]{1,18}}/follow",
            "GET /reports/new",
            "POST /reports/new",
            "GET /reports/new/what",
            "POST /reports/new/what",
            "GET /reports/new/sent",
            "GET /reports/new/offline",
            "GET /reports/confirm/{token:[A-Za-z0-9_-]{1,80}}",
            "POST /reports/confirm/{token:[A-Za-z0-9_-]{1,80}}",
            "GET /reports/unfollow/{token:[A-Za-z0-9_-]{1,80}}",
            "POST /reports/unfollow/{token:[A-Za-z0-9_-]{1,80}}",
            "GET /winter",
            "GET /winter/situation.geojson",
            "GET /winter/classes",
            "GET /winter/classes.geojson",
            "GET /winter/done.geojson",
            "GET /sweeping",
            "GET /sweeping/calendar.ics",
            "GET /sweeping/dates.csv",
            "GET /streets/segments.geojson",
            "GET /sensorthings/v1.1",
            "GET /sensorthings/v1.1/**",
            "GET /sensorthings/v1.0",
            "GET /sensorthings/v1.0/**",
            "GET /sensorthings/keeping/Datastreams({id:[0-9]{1,18}})",
            "GET /sensorthings/figures/Datastreams({id:[0-9]{1,18}})",
            "GET /open311/v2/discovery.{format:xml|json}",
            "GET /open311/v2/services.{format:xml|json}",
            "GET /open311/v2/services/{code}.{format:xml|json}",
            "GET /open311/v2/requests.{format:xml|json}",
            "GET /open311/v2/requests/{id:[0-9]{1,18}}.{format:xml|json}",
            "GET /open311/v2/tokens/{token}.{format:xml|json}",
            "GET /open311/v2/servicerequestupdates.{format:xml|json}",
            "GET /sign-in",
            "POST /sign-in/mail",
            "GET /sign-in/mail/{token:[A-Za-z0-9_-]{43}}",
            "POST /sign-in/mail/{token:[A-Za-z0-9_-]{43}}",
            "GET /sign-in/second-factor",
            "POST /sign-in/second-factor",
            "GET /welcome/{token}",
            "POST /welcome/{token}",
            "GET /actuator/health",
            "GET /actuator/health/**",
            "* /error");

    /** What filters answer before any controller does; see {@link #FILTERS}. */
    private static final List<String> OF_FILTERS =
            List.of("POST /webauthn/register/options", "POST /webauthn/register", "DELETE /webauthn/register/abc");

    /** The filters that stand before the controllers. One that answers by itself belongs into {@link #OF_FILTERS}. */
    private static final Set<String> FILTERS = Set.of(
            "AddressBrake",
            "AnonymousAuthenticationFilter",
            "ApiKeyFilter",
            "AuthorizationFilter",
            "CsrfFilter",
            "DefaultResourcesFilter",
            "DisableEncodeUrlFilter",
            "ExceptionTranslationFilter",
            "HeaderWriterFilter",
            "LogoutFilter",
            "PublicKeyCredentialCreationOptionsFilter",
            "PublicKeyCredentialRequestOptionsFilter",
            "RequestCacheAwareFilter",
            "SecurityContextHolderAwareRequestFilter",
            "SecurityContextHolderFilter",
            "SessionManagementFilter",
            "UsernamePasswordAuthenticationFilter",
            "WebAsyncManagerIntegrationFilter",
            "WebAuthnAuthenticationFilter",
            "WebAuthnRegistrationFilter");

    /** Variables of routes that are no ids. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("sha256", "0".repeat(64)),
            Map.entry("event", "00000000-0000-4000-8000-000000000001"),
            Map.entry("set", "Things"),
            Map.entry("kind", "imprint"),
            Map.entry("language", "de"),
            Map.entry("type", "bosch-tps110"),
            Map.entry("vehicle", "1"),
            Map.entry("part", "1"),
            Map.entry("telematics", "t"),
            Map.entry("code", "nosuchbin"),
            Map.entry("format", "xml"));

    /** Stands in what the search could find. */
    private static final String WORD = "Walkwort";

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::(?:[^{}]|\\{[^{}]*})*)?}");

    @Autowired
    MockMvc http;

    @Autowired
    ApplicationContext program;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Devices devices;

    /** Stands in everything of the town that is nobody else's affair. */
    private final String mark = "geheim-" + UUID.randomUUID();

    /** The town's things, by the beginning of their route. */
    private final Map<String, Long> ids = new LinkedHashMap<>();

    @BeforeEach
    void keepThingsOfTheTown() throws Exception {
        long here = people.municipality();
        long proposal = insert("""
            insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,
                raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
            values (%d, 'test', '%2$s', 'r', 'h', '%3$s %2$s', point(1, 1), '{m}', '{}', now(), now(),
                now() + interval '1 hour', '[]', '[]', 'OPEN')\
            """.formatted(here, mark, WORD));
        long decision = insert("""
            insert into decision
                (proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at)
            values (%d, %d, 1, '%3$s', 'm', '%3$s', now())\
            """.formatted(proposal, here, mark));
        long proof = insert("""
            insert into proof (decision_id, municipality_id, kind, source, made_at, content)
            values (%d, %d, 'DECISION', 'test', now(), '{"municipality": "%3$s", "source": "test", "headline": "h", "place": "%3$s",
                "position": {"lon": 11.9, "lat": 50.3}, "rule": "r", "raisedAt": "2026-01-01T00:00:00Z",
                "evidence": [], "decision": {"personName": "%3$s", "measure": "m", "reason": "%3$s",
                "at": "2026-01-01T00:00:00Z"}}')\
            """.formatted(decision, here, mark));
        jdbc.sql("""
            insert into proof_link select :here, coalesce(max(number), 0) + 1, :proof, 'c', 'h'
            from proof_link where municipality_id = :here\
            """).param("here", here).param("proof", proof).update();
        long order = insert("insert into work_order (decision_id, municipality_id, stops) values (%d, %d, '[]')"
                .formatted(decision, here));
        jdbc.sql("""
            insert into dispatch_order (order_id, municipality_id, changed_by, changed_at)
            values (:order, :here, :mark, now())\
            """)
                .param("order", order)
                .param("here", here)
                .param("mark", mark)
                .update();
        long tour = insert("""
            insert into dispatch_tour (order_id, municipality_id, name, stops, dispatched_at, state)
            values (%d, %d, '%s', '[]', now(), 'DISPATCHED')\
            """.formatted(order, here, mark));
        long replan = insert("""
            insert into dispatch_replan (order_id, municipality_id, made_at, made_by, why, content, state)
            values (%d, %d, now(), '%3$s', '%3$s', '{"parts": [], "added": [], "left": [], "closed": {}}', 'OPEN')\
            """.formatted(order, here, mark));
        long person = people.add(mark, Role.CREW, here);
        ids.put("/operations/proposals/{id}", proposal);
        ids.put("/operations/api/proposals/{id:[0-9]{1,18}}", proposal);
        ids.put("/observations/datastreams/{id}", devices.station(WORD).air());
        ids.put("/operations/orders/{id}", order);
        ids.put("/operations/api/orders/{id:[0-9]{1,18}}", order);
        ids.put("/winter/call-outs/{id:[0-9]{1,18}}", order);
        ids.put("/dispatch/tours/{id:[0-9]{1,18}}", tour);
        ids.put("/dispatch/api/tours/{id:[0-9]{1,18}}", tour);
        ids.put("/crew/tours/{id:[0-9]{1,18}}", tour);
        ids.put("/dispatch/replans/{id:[0-9]{1,18}}", replan);
        ids.put("/dispatch/api/replans/{id:[0-9]{1,18}}", replan);
        ids.put("/operations/proofs/{id:[0-9]+}", proof);
        ids.put("/operations/handover/{id:[0-9]{1,18}}", insert("""
            insert into desk_note (municipality_id, person_id, person_name, written_at, note, facts)
            values (%d, 1, '%2$s', now(), '%2$s', '{"proposals": [], "orders": [], "vehicles": [], "outages": [],
                "alarms": [], "closures": []}')\
            """.formatted(here, mark)));
        ids.put(
                "/tracks/{id:[0-9]{1,18}}",
                insert("insert into track (municipality_id, tour_id, last_day) values (%d, %d, '2026-01-01')"
                        .formatted(here, tour)));
        ids.put("/administration/{municipality}/people/{person}", person);
        ids.put(
                "/administration/{municipality}/departments/{department}",
                insert("insert into department (municipality_id, name) values (%d, '%s')".formatted(here, mark)));
        ids.put(
                "/administration/{municipality}/keys/{key}",
                insert("insert into api_key (municipality_id, name, key_hash, scope) values (%d, '%2$s', '%2$s', '')"
                        .formatted(here, mark)));
        long device =
                insert("insert into device (municipality_id, dev_eui, name, profile) values (%d, '%2$s', '%2$s', '')"
                        .formatted(here, mark));
        ids.put("/administration/devices/{device}", device);
        ids.put("/ingest/devices/{device:[0-9]{1,18}}", device);
        long rule = insert("""
            insert into alarm_rule (municipality_id, name, severity, dwell_seconds, needed, samples, intervals, days,
                day_from, day_until, proposes, active)
            values (%d, '%s', 'MAJOR', 0, 1, 1, 3, '{1}', '{00:00}', '{00:00}', false, false)\
            """.formatted(here, mark));
        ids.put("/alarms/rules/{id:[0-9]+}", rule);
        ids.put("/alarms/api/rules/{id:[0-9]+}", rule);
        long alarm = insert("""
            insert into alarm (municipality_id, rule_id, subject, severity, place, devices, unit, happened_at, raised_at)
            values (%d, %d, 'thing 0', 'MAJOR', '%s', 1, '', now(), now())\
            """.formatted(here, rule, mark));
        ids.put("/alarms/{id:[0-9]+}", alarm);
        ids.put("/alarms/api/{id:[0-9]+}", alarm);
        ids.put("/alarms/maintenance/{id:[0-9]+}", insert("""
            insert into alarm_maintenance (municipality_id, starts_at, ends_at, reason, person_name)
            values (%d, now() + interval '1 day', now() + interval '2 days', '%2$s', '%2$s')\
            """.formatted(here, mark)));
        ids.put("/roadweather/stations/{id:[0-9]{1,18}}", devices.station(WORD).thing());
        // Segments are no town's: each town describes them for itself. This one does not exist.
        ids.put("/roadweather/segments/{id:[0-9]{1,18}}", 0L);
        ids.put("/quality/datastreams/{id:[0-9]{1,18}}", devices.station(WORD).air());
        ids.put(
                "/quality/api/datastreams/{id:[0-9]{1,18}}",
                devices.station(WORD).air());
        long check = insert("""
            insert into quality_check (municipality_id, property, active, settings)
            values (%d, '%2$s', false, '{"failTo": "1"}')\
            """.formatted(here, mark));
        ids.put("/quality/checks/{id:[0-9]{1,18}}", check);
        ids.put("/quality/api/checks/{id:[0-9]{1,18}}", check);
        long flag = insert("""
            insert into quality_mark (municipality_id, datastream_id, starts_at, ends_at, flag, reason, person_id,
                person_name, made_at)
            values (%d, 0, now(), now() + interval '1 day', 3, '%2$s', 1, '%2$s', now())\
            """.formatted(here, mark));
        ids.put("/quality/marks/{id:[0-9]{1,18}}", flag);
        ids.put("/quality/api/marks/{id:[0-9]{1,18}}", flag);
        long run = insert("""
            insert into quality_run (municipality_id, since, state, total, person_name, started_at)
            values (%d, now(), 'DONE', 0, '%s', now())\
            """.formatted(here, mark));
        ids.put("/quality/runs/{id:[0-9]{1,18}}", run);
        ids.put("/quality/api/runs/{id:[0-9]{1,18}}", run);
        long upload = insert("""
            insert into upload (municipality_id, file_name, sha256, content, uploaded_by, separator, encoding,
                decimal_comma, header, time_column, columns)
            values (%d, '%2$s', '%2$s', 'a;b', '%2$s', 'SEMICOLON', 'UTF_8', true, true, 1, '{0,0}')\
            """.formatted(here, mark));
        ids.put("/uploads/{id:[0-9]{1,18}}", upload);
        ids.put("/uploads/api/{id:[0-9]{1,18}}", upload);
        long register = insert("""
            insert into address_register (municipality_id, name, file_name, person_name)
            values (%d, '%2$s', '%2$s', '%2$s')\
            """.formatted(here, mark));
        ids.put("/addresses/registers/{id:[0-9]{1,18}}", register);
        ids.put("/addresses/registers/api/{id:[0-9]{1,18}}", register);
        long source = insert("""
            insert into source (municipality_id, name, url, things_filter, interval_minutes, licence, attribution, active)
            values (%d, '%2$s', 'http://%2$s/v1.1', '', 60, '', '', false)\
            """.formatted(here, mark));
        ids.put("/administration/sources/{id:[0-9]+}", source);
        ids.put("/administration/sources/api/{id:[0-9]+}", source);
        long plan = insert("""
            insert into tour_plan (municipality_id, name, created_by, goal)
            values (%d, '%2$s', '%2$s', '{"profile": "CAR", "perKilometre": 1, "perHour": 1, "seconds": 1}')\
            """.formatted(here, mark));
        ids.put("/planning/{id:[0-9]{1,18}}", plan);
        ids.put("/planning/api/plans/{id:[0-9]{1,18}}", plan);
        ids.put("/winterplans/{id:[0-9]{1,18}}", insert("""
            insert into winterplans_plan (municipality_id, name, wish, made_by, made_at)
            values (%d, '%2$s', '{"kind": "SALT", "weekend": false, "classes": [1], "alarm": "03:30:00",
                "kilometresPerHour": 30, "gramsPerSquareMetre": 15, "minutes": 10, "seconds": 1, "vehicles": [1]}',
                '%2$s', now())\
            """.formatted(here, mark)));
        long closure = insert("""
            insert into routing_closure (municipality_id, name, reason, course, on_foot_too, starts_at, person_name)
            values (%d, 'n', 'r', '[]', false, now() + interval '1 day', '%s')\
            """.formatted(here, mark));
        ids.put("/closures/{id:[0-9]{1,18}}", closure);
        ids.put("/closures/api/{id:[0-9]{1,18}}", closure);
        long message = insert("""
            insert into notification (person_id, municipality_id, topic, text, arguments, path, created_at)
            values (%d, %d, '%3$s', '%4$s', '{}', '/', now())\
            """.formatted(person, here, TestTopics.NEWS, mark));
        ids.put("/inbox/{id:[0-9]{1,18}}", message);
        ids.put("/inbox/settings/browsers/{id:[0-9]{1,18}}", insert("""
            insert into notification_browser (person_id, endpoint, public_key, secret, language, label, added_at)
            values (%d, '%2$s', '', '', 'GERMAN', '%2$s', now())\
            """.formatted(person, mark)));
        ids.put(
                "/mine/households/{id:[0-9]{1,18}}",
                insert(
                        "insert into home_household (person_id, name, address, lon, lat) values (%d, '%2$s', '%2$s', 0, 0)"
                                .formatted(person, mark)));
        ids.put(
                "/mine/favourites/{id:[0-9]{1,18}}",
                insert("insert into home_favourite (person_id, path, title) values (%d, '/', '%s')"
                        .formatted(person, mark)));
        ids.put("/standby/{id:[0-9]{1,18}}", insert("""
            insert into standby (municipality_id, position, person_id, starts_at, ends_at)
            values (%d, 'PRIMARY', %d, now() + interval '1 day', now() + interval '2 days')\
            """.formatted(here, person)));
        long depot = insert("""
            insert into fleet_depot (municipality_id, name, address, pt)
            values (%d, '%2$s', '%2$s', point(1, 1))\
            """.formatted(here, mark));
        ids.put("/fleet/depots/{id:[0-9]{1,18}}", depot);
        ids.put("/fleet/vehicles/{id:[0-9]{1,18}}", insert("""
            insert into fleet_vehicle (municipality_id, name, kind, equipment, needs, depot_id, capacity_unit, energy)
            values (%d, '%s', 'VAN', '{}', '{}', %d, '', 'DIESEL')\
            """.formatted(here, mark, depot)));
        long member =
                insert("insert into fleet_member (municipality_id, name) values (%d, '%s')".formatted(here, mark));
        ids.put("/fleet/members/{id:[0-9]{1,18}}", member);
        ids.put("/fleet/shifts/{id:[0-9]{1,18}}", insert("""
            insert into fleet_shift (municipality_id, name, starts_at, ends_at, break_minutes, standby)
            values (%d, '%s', now(), now() + interval '1 hour', 0, false)\
            """.formatted(here, mark)));
        ids.put("/fleet/templates/{id:[0-9]{1,18}}", insert("""
            insert into fleet_template (municipality_id, name, days, begins, ends, break_minutes, standby, members,
                vehicles)
            values (%d, '%s', '{1}', '06:00', '14:00', 30, false, '{}', '{}')\
            """.formatted(here, mark)));
        ids.put("/fleet/loans/{id:[0-9]{1,18}}", insert("""
            insert into fleet_loan (lender_id, borrower_id, member_id, starts_at, ends_at, borrower_pays, note,
                offered_at, offered_by)
            values (%d, %d, %d, now(), now() + interval '1 day', true, '%4$s', now(), '%4$s')\
            """.formatted(here, people.district(), member, mark)));
        ids.put("/administration/forecasts/places/{id:[0-9]{1,18}}", insert("""
            insert into forecast_place (municipality_id, name, pt)
            values (%d, '%s', point(1, 1))\
            """.formatted(here, UUID.randomUUID())));
        long container = insert("""
            insert into container (municipality_id, code, name, kind, fraction, place, pt, litres, owner, note, listed)
            values (%d, '%2$s', '%2$s', 'LITTER_BIN', 'RESIDUAL', '%2$s', point(11900000, 50300000), 120, '%2$s', '', false)\
            """.formatted(here, mark));
        jdbc.sql("insert into container_level (container_id, municipality_id) values (:id, :here)")
                .param("id", container)
                .param("here", here)
                .update();
        ids.put("/containers/{id:[0-9]{1,18}}", container);
        ids.put("/containers/api/{id:[0-9]{1,18}}", container);
        // The first categories of the town come with the first look at them.
        send("GET /reportdesk", here, people.officer());
        long category = insert("""
            insert into report_category (municipality_id, code, grouping, name_de, name_en, name_leicht, keywords, active,
                in_public, similar_metres, answer_days, solution_days, needs_work)
            values (%d, '%2$s', '', 'Walk', 'Walk', 'Walk', '{}', false, true, 0, 1, 1, false)\
            """.formatted(here, UUID.randomUUID()));
        long report = insert("""
            insert into report (municipality_id, category_id, pt, address, place, description, mail, name, channel,
                client_token, state, moderation, created_at, updated_at, answer_by, solve_by)
            values (%d, %d, point(11900000, 50300000), '', '%3$s', '%3$s', '%3$s', '%3$s', 'FORM', '%3$s', 'RECEIVED',
                'PENDING', now(), now(), now(), now())\
            """.formatted(here, category, mark));
        ids.put("/reports/{number:[0-9]{1,18}}", report);
        ids.put("/wastetours/days/{id:[0-9]{1,18}}", insert("""
            insert into wastetours_day (municipality_id, day, state, asked_by, asked_at, beat_at)
            values (%d, current_date - (100000 * random())::int, 'FAILED', '%2$s', now(), now())\
            """.formatted(here, mark)));
        ids.put("/reportdesk/{number:[0-9]{1,18}}", report);
        ids.put("/reportdesk/" + report + "/photos/{photo:[0-9]{1,18}}", insert("""
            insert into report_photo (report_id, municipality_id, at, received, state)
            values (%d, %d, now(), '%s'::bytea, 'PENDING')\
            """.formatted(report, here, mark)));
        ids.put("/reportdesk/rules/categories/{category:[0-9]{1,18}}", category);
        long department = insert(
                "insert into department (municipality_id, name) values (%d, '%s')".formatted(here, UUID.randomUUID()));
        ids.put("/reportdesk/rules/duties/{duty:[0-9]{1,18}}", insert("""
            insert into report_duty (municipality_id, category_id, department_id) values (%d, %d, %d)\
            """.formatted(here, category, department)));
        ids.put("/reportdesk/templates/{template:[0-9]{1,18}}", insert("""
            insert into reportdesk_template (municipality_id, name, text) values (%d, '%2$s', '%2$s')\
            """.formatted(here, mark)));
        ids.put("/administration/site/feedback/{id}", insert("""
            insert into site_feedback (municipality_id, about, message, contact)
            values (%d, '%2$s', '%2$s', '%2$s')\
            """.formatted(here, mark)));
        ids.put("/administration/{municipality}/sharing/{share}", insert("""
            insert into share (dataset, from_id, to_id, shared_by)
            values ('%2$s', %1$d, %3$d, '%2$s')\
            """.formatted(here, mark, people.district())));
    }

    @Test
    void nobodyComesInWhereThePublicIsNotMeantToBe() throws Exception {
        for (String route : routes()) {
            MockHttpServletResponse answer = send(route, people.municipality(), null);
            assertThat(answer.getContentAsString()).as(route).doesNotContain(mark);
            if (!PUBLIC.contains(route)) {
                assertThat(isRefused(answer))
                        .as("%s answers %d: if everybody may open it, say so in PUBLIC", route, answer.getStatus())
                        .isTrue();
            }
        }
    }

    @Test
    void theAdministratorNextDoorSeesNothingAndLearnsNothing() throws Exception {
        for (String route : privateRoutes()) {
            boolean named = namesAThing(route);
            for (long town : List.of(people.municipality(), people.foreignMunicipality())) {
                MockHttpServletResponse answer = send(route, town, people.foreignAdministrator());
                assertThat(answer.getContentAsString()).as(route).doesNotContain(mark);
                boolean ofThisTown = town == people.municipality() || !onlyMunicipality(route);
                if (named && ofThisTown) {
                    assertThat(answer.getStatus())
                            .as(route)
                            .isIn(isForDevices(route) ? List.of(401, 403) : List.of(404));
                }
            }
        }
    }

    @Test
    void aCitizenSeesNothingOfTheInside() throws Exception {
        for (String route : privateRoutes()) {
            MockHttpServletResponse answer = send(route, people.municipality(), people.citizen());
            assertThat(answer.getContentAsString()).as(route).doesNotContain(mark);
            if (namesAThing(route)) {
                assertThat(answer.getStatus()).as(route).isIn(401, 403, 404);
            }
        }
    }

    @Test
    void aDeviceOfTheTownNextDoorWritesNothingHere() throws Exception {
        insert("""
            insert into api_key (municipality_id, name, key_hash, scope)
            values (%d, 'fremd', encode(sha256('%s'), 'hex'), 'observations:write')\
            """.formatted(people.foreignMunicipality(), mark));
        long datastream = devices.station(mark).air();

        http.perform(post(Devices.ROOT + "Datastreams(" + datastream + ")/Observations")
                        .header("Authorization", "Bearer " + mark)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"result\": 1}"))
                .andExpect(status().isNotFound());
    }

    @Test
    void theCrewSeesTheOperationsOfItsTownAndNothingOfTheAdministration() throws Exception {
        for (String route : privateRoutes()) {
            MockHttpServletResponse answer = send(route, people.municipality(), people.crew());
            if (route.contains("/administration")) {
                assertThat(answer.getStatus()).as(route).isIn(403, 404);
            }
        }
        assertThat(send("GET /operations/proposals/{id}", people.municipality(), people.crew())
                        .getContentAsString())
                .contains(mark);
    }

    @Test
    void everyFilterIsKnown() {
        Set<String> names = new TreeSet<>();
        program.getBean(FilterChainProxy.class)
                .getFilterChains()
                .forEach(chain -> chain.getFilters().stream()
                        .map(Filter::getClass)
                        .map(Class::getSimpleName)
                        .forEach(names::add));

        assertThat(FILTERS).containsAll(names);
    }

    @Test
    void theTableOfPublicRoutesNamesOnlyRoutesThatExist() {
        assertThat(routes()).containsAll(PUBLIC);
    }

    /** Private routes; those that change the own account of whoever asks are left out. */
    private List<String> privateRoutes() {
        return routes().stream()
                .filter(route -> !PUBLIC.contains(route))
                .filter(route -> route.startsWith("GET ") || namesAThing(route))
                .toList();
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>(OF_FILTERS);
        program.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> routes.addAll(routes(info))));
        assertThat(routes).hasSizeGreaterThan(40);
        return routes;
    }

    private static List<String> routes(RequestMappingInfo info) {
        List<String> routes = new ArrayList<>();
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String pattern : info.getPatternValues()) {
            if (methods.isEmpty()) {
                routes.add("* " + pattern);
            }
            methods.forEach(method -> routes.add(method + " " + pattern));
        }
        return routes;
    }

    private MockHttpServletResponse send(String route, long municipality, @Nullable UserDetails who) throws Exception {
        String[] parts = route.split(" ", 2);
        HttpMethod method = HttpMethod.valueOf(parts[0].equals("*") ? "GET" : parts[0]);
        var request = request(method, URI.create(address(route, parts[1], municipality)))
                .param("active", "false")
                .param("step", "START")
                .accept(MediaType.TEXT_HTML, MediaType.ALL)
                .with(csrf());
        if (parts[1].startsWith("/sensorthings") || parts[1].contains("/api/")) {
            request.contentType(MediaType.APPLICATION_JSON).content("{}");
        }
        return http.perform(who == null ? request : request.with(user(who)))
                .andReturn()
                .getResponse();
    }

    /** The route with the ids of the town's things; a name where it is public. */
    private String address(String route, String pattern, long municipality) {
        String address = pattern.equals("") ? "/" : pattern.equals("/suche") ? "/suche?q=" + WORD : pattern;
        for (var known : ids.entrySet()) {
            if (address.startsWith(known.getKey())) {
                String before = known.getKey().substring(0, known.getKey().lastIndexOf("/{") + 1);
                address = before
                        + known.getValue()
                        + address.substring(known.getKey().length());
            }
        }
        address = VARIABLE.matcher(address.replace("{municipality}", Long.toString(municipality)))
                .replaceAll(name -> NAMES.getOrDefault(name.group(1), Matcher.quoteReplacement(name.group())));
        if (PUBLIC.contains(route) || pattern.startsWith("/sensorthings") || pattern.startsWith("/actuator")) {
            return VARIABLE.matcher(address)
                    .replaceAll(name -> NAMES.getOrDefault(name.group(1), "1"))
                    .replace("(", "%28")
                    .replace(")", "%29")
                    .replace("/**", "");
        }
        assertThat(VARIABLE.matcher(address).find())
                .as("%s: say in ids what a thing of the town is called here", route)
                .isFalse();
        return address;
    }

    private static boolean namesAThing(String route) {
        return VARIABLE.matcher(route).results().anyMatch(variable -> !NAMES.containsKey(variable.group(1)));
    }

    private static boolean isForDevices(String route) {
        return route.contains(" /sensorthings") || route.contains(" /ingest") || route.contains(" /uploads/api");
    }

    private static boolean onlyMunicipality(String route) {
        return VARIABLE.matcher(route.replace("{municipality}", "")).results().count() == 0;
    }

    private static boolean isRefused(MockHttpServletResponse answer) {
        boolean toSignIn = answer.getStatus() == 302 && "/sign-in".equals(answer.getRedirectedUrl());
        return toSignIn || Set.of(400, 401, 403, 404).contains(answer.getStatus());
    }

    private long insert(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }
}
