package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.alarms.Silence.Device;
import de.stadtkern.kernel.alarms.Silence.Quiet;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Pulse;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks every minute at who has not been heard. After a start of the program, and after a gateway was silent, every device
 * has its time again before it is called silent.
 */
@Component
class Watchdog {

    static final String THING = "thing ";
    static final String GATEWAY = "gateway ";

    private final RuleRows rules;
    private final AlarmRows alarms;
    private final Maintenance maintenance;
    private final Observations observations;
    private final LiveUpdates liveUpdates;
    private final TransactionTemplate transaction;
    private final AlarmSettings settings;
    private final Clock clock;
    private final Instant startedAt;

    Watchdog(
            RuleRows rules,
            AlarmRows alarms,
            Maintenance maintenance,
            Observations observations,
            LiveUpdates liveUpdates,
            PlatformTransactionManager transactions,
            AlarmSettings settings,
            Clock clock) {
        this.rules = rules;
        this.alarms = alarms;
        this.maintenance = maintenance;
        this.observations = observations;
        this.liveUpdates = liveUpdates;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** At a fixed rate, as {@link Escalation#tell}. */
    @Scheduled(initialDelayString = "PT1M", fixedRateString = "PT1M")
    @SchedulerLock(name = "alarms/watchdog", lockAtMostFor = "PT5M")
    void look() {
        for (Rule active : rules.listActive()) {
            if (active.trigger() instanceof Silence) {
                transaction.executeWithoutResult(
                        status -> rules.findToJudge(active.id()).ifPresent(this::look));
            }
        }
    }

    private void look(Rule rule) {
        if (!(rule.trigger() instanceof Silence silence)) {
            return;
        }
        Instant now = clock.instant();
        Map<Long, Pulse> pulses = observations
                .pulses(
                        rule.municipalityId(),
                        rule.target().datastream(),
                        rule.target().property(),
                        now.plus(settings.ahead()))
                .stream()
                .collect(Collectors.toMap(pulse -> pulse.thing().id(), Function.identity()));
        clearWhatIsHeard(rule, pulses, now);
        Map<String, Alarm> gateways = alarms.newestBySubject(rule.id(), GATEWAY);
        List<Device> devices = pulses.values().stream()
                .map(pulse -> device(pulse, gateways.get(pulse.gateway())))
                .toList();
        List<Maintenance.Window> windows = maintenance.listSince(rule.municipalityId(), now);
        if (rule.hours().covers(now)) {
            silence.judge(devices, now).stream()
                    .map(quiet -> alarm(rule, quiet, pulses))
                    .filter(found -> windows.stream().noneMatch(window -> window.covers(found.thing(), now)))
                    .filter(found -> alarms.raise(found, now).isPresent())
                    .forEach(found -> liveUpdates.announce(Alarms.TOPIC));
        }
    }

    private void clearWhatIsHeard(Rule rule, Map<Long, Pulse> pulses, Instant now) {
        alarms.newestBySubject(rule.id(), THING).forEach((id, alarm) -> {
            Pulse pulse = pulses.get(Long.valueOf(id));
            if (pulse != null && pulse.newest().isAfter(alarm.happenedAt())) {
                clear(alarm, pulse.newest());
            }
        });
        Map<String, Instant> heard = new HashMap<>();
        pulses.values().forEach(pulse -> {
            if (pulse.gateway() != null) {
                heard.merge(pulse.gateway(), pulse.newest(), (one, other) -> one.isAfter(other) ? one : other);
            }
        });
        alarms.newestBySubject(rule.id(), GATEWAY).forEach((gateway, alarm) -> {
            Instant newest = heard.getOrDefault(gateway, now);
            if (newest.isAfter(alarm.happenedAt())) {
                clear(alarm, newest);
            }
        });
    }

    private void clear(Alarm alarm, Instant heardAt) {
        if (alarm.clearedAt() == null) {
            alarms.clear(alarm.ruleId(), alarm.subject(), heardAt);
            liveUpdates.announce(Alarms.TOPIC);
        }
    }

    private Device device(Pulse pulse, @Nullable Alarm ofItsGateway) {
        Instant heard = later(pulse.newest(), startedAt);
        Instant gatewayBack = ofItsGateway == null ? null : ofItsGateway.clearedAt();
        return new Device(
                pulse.thing().id(),
                pulse.gateway(),
                gatewayBack == null ? heard : later(heard, gatewayBack),
                pulse.usual());
    }

    private static NewAlarm alarm(Rule rule, Quiet quiet, Map<Long, Pulse> pulses) {
        List<Pulse> silent = quiet.devices().stream()
                .map(device -> pulses.get(device.thing()))
                .filter(Objects::nonNull)
                .toList();
        Instant heard =
                silent.stream().map(Pulse::newest).max(Instant::compareTo).orElse(quiet.heard());
        if (quiet.gateway() != null) {
            return new NewAlarm(
                    rule, GATEWAY + quiet.gateway(), quiet.gateway(), null, null, silent.size(), null, "", heard);
        }
        Pulse pulse = silent.getFirst();
        return new NewAlarm(
                rule,
                THING + pulse.thing().id(),
                pulse.thing().name(),
                pulse.thing().id(),
                null,
                1,
                null,
                "",
                heard);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
