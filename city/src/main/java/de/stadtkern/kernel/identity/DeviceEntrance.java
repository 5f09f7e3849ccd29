package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/** Lets devices in that come another way than HTTP: with the same keys, and {@link Access} decides as always. */
@Component
public class DeviceEntrance {

    private final ApiKeys keys;

    DeviceEntrance(ApiKeys keys) {
        this.keys = keys;
    }

    /** The device of this key; empty when the key is unknown or does not allow to write observations. */
    public Optional<Device> find(String key) {
        return keys.find(key).filter(device -> device.may(Permission.WRITE_OBSERVATIONS));
    }

    /** Does the work in this thread as the device of this key; refused with 401 when the key does not let it in. */
    public void actAs(String key, Runnable work) {
        Device device = find(key).orElseThrow(() -> Refusal.unauthorized("identity.refusal.api-key"));
        new DelegatingSecurityContextRunnable(work, contextOf(device)).run();
    }

    static SecurityContext contextOf(Device device) {
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(device, null, List.of()));
    }
}
