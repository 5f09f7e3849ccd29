package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people make of devices that are set up: at work on them, replaced by others, out of service; each with a reason. */
@Component
class LifeCycle {

    private static final int LONGEST_REASON = 500;

    private final DeviceRows devices;
    private final DeviceTypes types;
    private final DeviceThings things;
    private final DeviceEvents events;
    private final Adoptions adoptions;
    private final Uplinks uplinks;
    private final TransactionTemplate transaction;

    LifeCycle(
            DeviceRows devices,
            DeviceTypes types,
            DeviceThings things,
            DeviceEvents events,
            Adoptions adoptions,
            Uplinks uplinks,
            PlatformTransactionManager transactions) {
        this.devices = devices;
        this.types = types;
        this.things = things;
        this.events = events;
        this.adoptions = adoptions;
        this.uplinks = uplinks;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Refused when one cannot become that; then none does. */
    void change(List<DeviceRows.Row> chosen, String wanted, String reason) {
        State state = state(wanted);
        requireReason(reason);
        transaction.executeWithoutResult(status -> chosen.forEach(device -> change(device, state, reason)));
    }

    private void change(DeviceRows.Row device, State state, String reason) {
        device.installed();
        if (!device.state().next().contains(state)) {
            throw Refusal.conflict("devices.refusal.state-change", device.title(), device.state(), state)
                    .at("state");
        }
        devices.setState(device.id(), state, null);
        events.note(device, DeviceEvents.Kind.STATE, state.name() + ": " + reason.strip());
    }

    private static State state(String wanted) {
        for (State state : State.values()) {
            if (state.name().equals(wanted)) {
                return state;
            }
        }
        throw Refusal.badInput("devices.refusal.state", wanted).at("state");
    }

    /**
     * Another device takes over the Thing with everything that was measured.
     *
     * @param wantedType key of its type; null when it is of the same
     * @return the id of the other device
     */
    long replace(DeviceRows.Row old, String devEui, @Nullable String wantedType, String reason) {
        requireReason(reason);
        String typeKey =
                wantedType == null || wantedType.isBlank() ? old.installed().type() : wantedType;
        DeviceType type = typeKey == null
                ? null
                : types.find(old.municipalityId(), typeKey)
                        .orElseThrow(() -> Refusal.badInput("devices.refusal.unknown-type", typeKey)
                                .at("type"));
        if (type != null) {
            adoptions.requireCovers(old, type);
        }
        DeviceRows.Row fresh = transaction.execute(status -> {
            DeviceRows.Row successor = successor(old, devEui);
            things.handOn(old, devEui, type);
            devices.setState(old.id(), State.REPLACED, successor.id());
            devices.keep(successor.id(), old.keepers());
            events.note(old, DeviceEvents.Kind.REPLACED, devEui + ": " + reason.strip());
            events.note(successor, DeviceEvents.Kind.REPLACES, old.devEui() + ": " + reason.strip());
            return successor;
        });
        uplinks.readAgain(fresh);
        return fresh.id();
    }

    private DeviceRows.Row successor(DeviceRows.Row old, String devEui) {
        if (!devEui.matches("[0-9a-f]{16}")) {
            throw Refusal.badInput("devices.refusal.dev-eui", devEui).at("devEui");
        }
        DeviceRows.Row successor = devices.findByDevEui(old.municipalityId(), devEui)
                .orElseGet(() ->
                        devices.find(devices.plan(old.municipalityId(), devEui)).orElseThrow());
        if (!successor.isWaiting()) {
            throw Refusal.conflict("devices.refusal.set-up", devEui).at("devEui");
        }
        return successor;
    }

    private static void requireReason(String reason) {
        if (!PlainText.isReadable(reason) || reason.length() > LONGEST_REASON) {
            throw Refusal.badInput("devices.refusal.reason", LONGEST_REASON).at("reason");
        }
    }
}
