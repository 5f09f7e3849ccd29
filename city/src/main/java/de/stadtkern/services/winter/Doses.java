package de.stadtkern.services.winter;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Alternative;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.Measure;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.roadweather.RoadWeather;
import de.stadtkern.kernel.streets.Segment;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** How much is to be spread: the dose tables of the municipalities, and what they say of a proposal. */
@Component
class Doses {

    private static final int LONGEST_REASON = 500;
    private static final String GRIT = "winter.measure.grit";
    private static final String GRIT_EFFECT = "winter.effect.grit";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Municipalities municipalities;
    private final WinterSettings settings;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    Doses(
            JdbcClient jdbc,
            JsonMapper json,
            Municipalities municipalities,
            WinterSettings settings,
            Access access,
            AuditLog auditLog,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.municipalities = municipalities;
        this.settings = settings;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Bean
    static Measure gritMeasure() {
        return new Measure(GRIT, GRIT_EFFECT, null);
    }

    /** A version of a table. */
    record Version(Instant madeAt, String personName, String change, String reason) {}

    /** What a proposal is to say: what could be spread, best first, and the numbers behind it. */
    record Advice(List<Alternative> spreading, List<Evidence> numbers) {

        /** With what else could be done. */
        List<Alternative> alternatives(Alternative... others) {
            return Stream.concat(spreading.stream(), Stream.of(others)).toList();
        }
    }

    /**
     * What the table of the municipality says of these segments; salt without any number when it says nothing.
     *
     * @param surface of the road in °C, now or as foreseen
     */
    Advice advise(
            long municipality, Dose.Case when, double surface, RoadWeather weather, Collection<Segment> segments) {
        Dose.Table table = table(municipality);
        Measure salt = FrostWatch.saltMeasure(settings);
        Alternative salted =
                salt.over(segments.stream().mapToDouble(Segment::lengthMetres).sum());
        return table.find(when, surface, weather.filmMillimetres())
                .map(dose -> {
                    Alternative warned = new Alternative(salt.key(), salted.cost(), effect(dose));
                    return new Advice(
                            dose.row().agent() == Dose.Agent.GRIT
                                    ? List.of(new Alternative(GRIT, null, GRIT_EFFECT), warned)
                                    : List.of(warned),
                            evidence(
                                    dose,
                                    area(table, segments),
                                    weather.readings().getLast().time()));
                })
                .orElseGet(() -> new Advice(List.of(salted), List.of()));
    }

    private static String effect(Dose dose) {
        return "winter.effect.salt" + (dose.isTooCold() ? ".too-cold" : dose.isTooLittle() ? ".too-little" : "");
    }

    private static List<Evidence> evidence(Dose dose, double squareMetres, Instant at) {
        Dose.Row row = dose.row();
        List<Evidence> evidence = new ArrayList<>();
        Double amount = row.amount();
        Double kilograms = dose.kilograms(squareMetres);
        if (amount != null && kilograms != null) {
            evidence.add(computed(row.agent().textKey(), amount, row.agent().unit(), at));
            evidence.add(computed("winter.dose.row-above", row.above(), "Cel", at));
            evidence.add(computed("winter.dose.total", kilograms, row.agent() == Dose.Agent.FS100 ? "L" : "kg", at));
        }
        if (row.agent() != Dose.Agent.GRIT && Double.isFinite(dose.neededGrams())) {
            evidence.add(computed("winter.dose.needed", dose.neededGrams(), "g/m2", at));
        }
        return evidence;
    }

    private static Evidence computed(String quantity, double value, String unit, Instant at) {
        return new Evidence(quantity, value, unit, at, null, null);
    }

    /** In m²: length times width, the latter as the street map says, else as the table does. */
    static double area(Dose.Table table, Collection<Segment> segments) {
        return segments.stream()
                .mapToDouble(segment -> {
                    Double width = segment.attributes().widthMetres();
                    return segment.lengthMetres() * (width == null ? table.widthMetres() : width);
                })
                .sum();
    }

    /** The one that holds; the table to begin with, when nobody has changed it. */
    Dose.Table table(long municipality) {
        return jdbc.sql("""
            select content from winter_dose_table where municipality_id = :municipality
            order by id desc limit 1\
            """)
                .param("municipality", municipality)
                .query(String.class)
                .optional()
                .map(content -> json.readValue(content, Dose.Table.class))
                .orElse(Dose.Table.START);
    }

    /** Its changes, newest first; none when it is the table to begin with. */
    List<Version> history(long municipality) {
        return jdbc.sql("select * from winter_dose_table where municipality_id = :municipality order by id desc")
                .param("municipality", municipality)
                .query((rs, n) -> new Version(
                        rs.getObject("made_at", OffsetDateTime.class).toInstant(),
                        rs.getString("person_name"),
                        rs.getString("change"),
                        rs.getString("reason")))
                .list();
    }

    /** Where the signed-in person may do this, by name; refused with 403 when that is nowhere. */
    List<Municipality> listWith(Permission permission) {
        Set<Long> allowed = access.requireAnywhere(permission);
        return municipalities.list().stream()
                .filter(one -> allowed.contains(one.id()))
                .toList();
    }

    /** The one with this id among them; the first when the text is empty; refused with 404 when it is none of them. */
    Municipality choose(Permission permission, String id) {
        return listWith(permission).stream()
                .filter(one -> id.isBlank() || id.strip().equals(Long.toString(one.id())))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    static List<Choice> choices(List<Municipality> from) {
        return from.stream()
                .map(one -> new Choice(Long.toString(one.id()), one.name()))
                .toList();
    }

    /** Sets the row for a case and a temperature. */
    @Transactional
    void put(Form form) {
        Dose.Case when = form.choice("when", Dose.Case.class);
        double above = number(form, "above", -60, 10);
        Dose.Agent agent = form.choice("agent", Dose.Agent.class);
        Double amount = form.value("amount").isBlank() ? null : number(form, "amount", 0, 500);
        change(
                form,
                table -> table.with(new Dose.Row(when, above, agent, amount)),
                when + " > " + above + " °C: " + agent + " " + (amount == null ? "–" : amount + " " + agent.unit()));
    }

    /** Takes the row for a case and a temperature out. */
    @Transactional
    void remove(Form form) {
        Dose.Row row = new Dose.Row(
                form.choice("when", Dose.Case.class), number(form, "above", -60, 10), Dose.Agent.GRIT, null);
        change(form, table -> table.without(row), row.when() + " > " + row.above() + " °C: –");
    }

    /** Sets what is taken where nothing is measured. */
    @Transactional
    void assume(Form form) {
        double width = number(form, "width", 0.5, 50);
        double film = number(form, "film", 0.01, 5);
        change(form, table -> new Dose.Table(width, film, table.rows()), width + " m, " + film + " mm");
    }

    private void change(Form form, UnaryOperator<Dose.Table> change, String words) {
        long municipality =
                choose(Permission.KEEP_FLEET, form.value("municipality")).id();
        Person person = access.person();
        String reason = readable(form, "reason", LONGEST_REASON);
        jdbc.sql("select id from municipality where id = :id for no key update")
                .param("id", municipality)
                .query(Long.class)
                .single();
        Dose.Table before = table(municipality);
        Dose.Table after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        jdbc.sql("""
            insert into winter_dose_table
                (municipality_id, made_at, person_id, person_name, change, reason, content)
            values (:municipality, :now, :person, :name, :change, :reason, :content::jsonb)\
            """)
                .param("municipality", municipality)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person.id())
                .param("name", person.name())
                .param("change", words)
                .param("reason", reason)
                .param("content", json.writeValueAsString(after))
                .update();
        auditLog.record(person, municipality, "dose-table.changed", words + ": " + reason);
    }

    /** The number in a field, with comma or point; refused when it is none or not in the range. */
    static double number(Form form, String field, double low, double high) {
        String typed = form.value(field).strip();
        try {
            double number = Double.parseDouble(typed.replace(',', '.'));
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException e) {
            // is refused below, as a number out of range is
        }
        throw Refusal.badInput("winter.refusal.number", typed, low, high).at(field);
    }

    /** What stands in a field, for others to read. */
    static String readable(Form form, String field, int longest) {
        String typed = form.value(field).strip();
        if (typed.length() > longest || !PlainText.isReadable(typed)) {
            throw Refusal.badInput("winter.refusal.text", longest).at(field);
        }
        return typed;
    }
}
