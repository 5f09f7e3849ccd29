package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a municipality wants to know of: who sees it, and who may say so. */
@Component
class Rules {

    private final RuleRows rows;
    private final AlarmRows alarms;
    private final CoveredSeries covered;
    private final Observations observations;
    private final Municipalities municipalities;
    private final People people;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Rules(
            RuleRows rows,
            AlarmRows alarms,
            CoveredSeries covered,
            Observations observations,
            Municipalities municipalities,
            People people,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.alarms = alarms;
        this.covered = covered;
        this.observations = observations;
        this.municipalities = municipalities;
        this.people = people;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** Of the municipalities whose alarms whoever asks may see, by name; refused when there is none. */
    List<Rule> list() {
        Set<Long> readable = access.listReadable(Alarms.RECORD);
        if (readable.isEmpty()) {
            throw Refusal.forbidden("alarms.refusal.not-readable");
        }
        return rows.list(readable);
    }

    Rule get(long id) {
        return rows.find(id)
                .filter(rule -> access.listReadable(Alarms.RECORD).contains(rule.municipalityId()))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    boolean mayKeep(Rule rule) {
        return access.allows(Permission.KEEP_ALARM_RULES, rule.municipalityId());
    }

    /** The municipalities in which the signed-in person may keep rules; refused when there is none. */
    Set<Long> requireKeeper() {
        return access.requireAnywhere(Permission.KEEP_ALARM_RULES);
    }

    /** The same, but none is an answer too. */
    static Set<Long> listKept(@Nullable Person person) {
        return person == null ? Set.of() : person.municipalitiesWith(Permission.KEEP_ALARM_RULES);
    }

    /** These municipalities, to choose from. */
    List<Choice> choices(Set<Long> ids) {
        return ids.stream()
                .map(id -> new Choice(id.toString(), municipalities.get(id).name()))
                .toList();
    }

    /** Who can be told of the alarms of the municipality, by name. */
    List<Person> listTold(long municipality) {
        return people.listWith(Permission.SEE_ALARMS, municipality);
    }

    /** What the form says, with the names of those who are told. Refused with the field that is wrong. */
    Rule read(Form form, long id, long municipality) {
        return RuleFields.read(form, id, municipality, listTold(municipality));
    }

    /** Keeps a new rule, or a known one as it now is; returns its id. */
    @Transactional
    long save(Rule rule) {
        Person person = access.require(Permission.KEEP_ALARM_RULES, rule.municipalityId());
        if (rule.active()) {
            requireTarget(rule);
        }
        long id = (rule.id() == 0 ? rows.insert(rule) : rows.update(rule))
                .orElseThrow(() -> Refusal.conflict("alarms.refusal.name-taken", rule.name())
                        .at("name"));
        auditLog.record(person, rule.municipalityId(), "alarm-rule.kept", id + " " + rule);
        liveUpdates.announce(CoveredSeries.TOPIC);
        forgetAfterCommit();
        return id;
    }

    /** Raises an alarm that ends with its acknowledgement, so that everybody can see who is told, and when. */
    @Transactional
    long test(long id) {
        Rule rule = get(id);
        Person person = access.require(Permission.KEEP_ALARM_RULES, rule.municipalityId());
        long alarm = alarms.raise(NewAlarm.test(rule, clock.instant()), clock.instant())
                .orElseThrow(() -> Refusal.conflict("alarms.refusal.test-running", rule.name()));
        auditLog.record(person, rule.municipalityId(), "alarm.tested", Long.toString(id));
        liveUpdates.announce(Alarms.TOPIC);
        return alarm;
    }

    private void requireTarget(Rule rule) {
        Long datastream = rule.target().datastream();
        String property = rule.target().property();
        if (datastream != null
                && observations
                        .findSeries(datastream)
                        .filter(series -> series.thing().municipalityId() == rule.municipalityId())
                        .isEmpty()) {
            throw Refusal.badInput("alarms.refusal.datastream", datastream.toString())
                    .at("datastream");
        }
        if (property != null
                && observations.listDatastreams(rule.municipalityId(), property).isEmpty()) {
            throw Refusal.badInput("alarms.refusal.property", property).at("property");
        }
    }

    /** On this node at once; the others hear it. */
    private void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                covered.forget();
            }
        });
    }
}
