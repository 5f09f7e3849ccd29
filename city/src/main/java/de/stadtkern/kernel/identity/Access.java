package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The one place that decides who may do what, by the table {@link Permission}. Every use case asks here first. Roles are
 * read from the database once per request, so a right that was taken away is gone at the next click.
 */
@Component
public class Access {

    private static final String KNOWN = Access.class.getName();

    private final PersonRows people;
    private final ShareRows shares;
    private final SecondFactorRule secondFactor;

    Access(PersonRows people, ShareRows shares, SecondFactorRule secondFactor) {
        this.people = people;
        this.shares = shares;
        this.secondFactor = secondFactor;
    }

    /** What this request already knows of who is asking. */
    private record Known(Authentication authentication, Optional<Account> account) {}

    /** Who is signed in, if anybody: completely, and with an account that is active. */
    public Optional<Person> findPerson() {
        return findAccount().filter(this::isComplete).map(Account::person);
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

    /** The municipalities in which the signed-in person may do this; refused with 403 when there is none. */
    public Set<Long> requireAnywhere(Permission permission) {
        Set<Long> municipalities = person().municipalitiesWith(permission);
        if (municipalities.isEmpty()) {
            throw Refusal.forbidden("identity.refusal.missing-right", person().name());
        }
        return municipalities;
    }

    /**
     * The municipalities whose dataset the signed-in person may read: the own, and those that share it with them;
     * refused with 403 when there is none.
     */
    public Set<Long> requireReadable(Dataset dataset) {
        return shares.withSharedBy(requireAnywhere(dataset.permission()), dataset);
    }

    /** Refuses as {@link #require} unless the signed-in person may read this dataset of the municipality. */
    public void requireRead(Dataset dataset, long municipalityId) {
        Set<Long> own = person().municipalitiesWith(dataset.permission());
        if (own.isEmpty() || !shares.withSharedBy(own, dataset).contains(municipalityId)) {
            require(dataset.permission(), municipalityId);
        }
    }

    /** Whether the person or the device that asks may do this in some municipality. */
    boolean allowsAnywhere(Permission permission) {
        return findDevice().filter(device -> device.may(permission)).isPresent()
                || findPerson()
                        .filter(person -> !person.municipalitiesWith(permission).isEmpty())
                        .isPresent();
    }

    /** The device that came in with an API key for writing; refused with 401 when none did. */
    public Device device() {
        return findDevice()
                .filter(device -> device.may(Permission.WRITE_OBSERVATIONS))
                .orElseThrow(() -> Refusal.unauthorized("identity.refusal.api-key"));
    }

    /** Refuses with 404 unless the device writes for this municipality. */
    public void requireDeviceOf(long municipalityId) {
        if (device().municipalityId() != municipalityId) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
    }

    /** Who has shown the first factor and still owes the second. */
    Optional<Account> findHalfSignedIn() {
        return findAccount().filter(account -> !isComplete(account));
    }

    /** The account of whoever shows a valid first factor, complete or not. */
    Optional<Account> findAccount() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || authentication instanceof AnonymousAuthenticationToken
                || authentication.getPrincipal() instanceof Device) {
            return Optional.empty();
        }
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(KNOWN, RequestAttributes.SCOPE_REQUEST) instanceof Known known
                && known.authentication() == authentication) {
            return known.account();
        }
        Optional<Account> account = people.findByLogin(authentication.getName()).filter(Account::active);
        if (request != null) {
            request.setAttribute(KNOWN, new Known(authentication, account), RequestAttributes.SCOPE_REQUEST);
        }
        return account;
    }

    private boolean isComplete(Account account) {
        Authentication shown =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        return secondFactor.isShown(shown) || !secondFactor.isNeeded(account);
    }

    private static Optional<Device> findDevice() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Device device
                ? Optional.of(device)
                : Optional.empty();
    }
}
