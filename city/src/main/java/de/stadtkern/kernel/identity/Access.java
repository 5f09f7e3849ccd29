package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The one place that decides who may do what. Every use case asks here first. */
@Component
public class Access {

    /** Who is signed in, if anybody. */
    public Optional<Person> findPerson() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn
                ? Optional.of(signedIn.person())
                : Optional.empty();
    }

    /** Who is signed in; refused with 403 when nobody is. */
    public Person person() {
        return findPerson().orElseThrow(() -> Refusal.forbidden("identity.refusal.not-signed-in"));
    }

    /** Whether the signed-in person may do this in the municipality. */
    public boolean allows(Permission permission, long municipalityId) {
        return findPerson()
                .filter(person -> person.may(permission, municipalityId))
                .isPresent();
    }

    /**
     * The signed-in person, who may do this in the municipality. Otherwise refused: with 404 when the person may not
     * even see what is there (so that ids cannot be probed), else with 403.
     */
    public Person require(Permission permission, long municipalityId) {
        Person person = person();
        if (person.may(permission, municipalityId)) {
            return person;
        }
        throw person.roles().containsKey(municipalityId)
                ? Refusal.forbidden("identity.refusal.missing-right", person.name())
                : Refusal.notFound("identity.refusal.not-found");
    }

    /** The device that came in with an API key; refused with 401 when none did. */
    public Device device() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Device device) {
            return device;
        }
        throw Refusal.unauthorized("identity.refusal.api-key");
    }

    /** Refuses with 404 unless the device writes for this municipality. */
    public void requireDeviceOf(long municipalityId) {
        if (device().municipalityId() != municipalityId) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
    }

    /** The municipalities in which the signed-in person may do this; refused with 403 when there is none. */
    public Set<Long> requireAnywhere(Permission permission) {
        Set<Long> municipalities = person().municipalitiesWith(permission);
        if (municipalities.isEmpty()) {
            throw Refusal.forbidden("identity.refusal.missing-right", person().name());
        }
        return municipalities;
    }
}
