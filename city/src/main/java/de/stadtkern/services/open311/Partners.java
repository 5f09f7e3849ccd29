package de.stadtkern.services.open311;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Municipality.Kind;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.HourlyLimit;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** For which municipality a program asks, and whether it may write there. */
@Component
class Partners {

    private final Municipalities municipalities;
    private final DeviceEntrance entrance;
    private final HourlyLimit limit;

    Partners(Municipalities municipalities, DeviceEntrance entrance, Open311Settings settings, Clock clock) {
        this.municipalities = municipalities;
        this.entrance = entrance;
        this.limit = new HourlyLimit(clock, settings.perHour(), "open311.refusal.many");
    }

    /** The jurisdiction, which is called by the name of the municipality; need not be named where there is only one. */
    Municipality jurisdiction(Parameters parameters) {
        List<Municipality> all = municipalities.list().stream()
                .filter(one -> one.kind() == Kind.MUNICIPALITY)
                .toList();
        Optional<String> wanted = parameters.find("jurisdiction_id");
        if (wanted.isEmpty() && all.size() == 1) {
            return all.getFirst();
        }
        String name = wanted.orElseThrow(() -> Refusal.badInput(
                "open311.refusal.jurisdiction-missing",
                all.stream().map(Municipality::key).collect(Collectors.joining(", "))));
        return all.stream()
                .filter(one -> one.key().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("open311.refusal.jurisdiction", name));
    }

    /** Who has the key; refused with 403 unless it is for writing reports in the municipality. */
    Device writer(Parameters parameters, Municipality municipality) {
        String key = parameters.find("api_key").orElseThrow(() -> Refusal.forbidden("open311.refusal.key"));
        Device device = entrance.find(key, Permission.WRITE_REPORTS)
                .filter(one -> one.municipalityId() == municipality.id())
                .orElseThrow(() -> Refusal.forbidden("open311.refusal.key"));
        limit.admit(key);
        return device;
    }
}
