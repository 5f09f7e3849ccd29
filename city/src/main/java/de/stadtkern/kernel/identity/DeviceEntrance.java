package de.stadtkern.kernel.identity;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
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
        return find(key, Permission.WRITE_OBSERVATIONS);
    }

    /** The device of this key; empty when the key is unknown or not for this. */
    public Optional<Device> find(String key, Permission permission) {
        return keys.find(key).filter(device -> device.may(permission));
    }

    /** Does the work in this thread as the device. */
    public <T> T callAs(Device device, Supplier<T> work) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(contextOf(device));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    static SecurityContext contextOf(Device device) {
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(device, null, List.of()));
    }
}
