package de.stadtkern.kernel.identity;

import java.net.URI;
import java.util.Set;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Passkeys (WebAuthn) for the public address, which is known only once the program listens. The authenticator must check
 * finger, face or PIN: so a passkey is two factors by itself.
 */
@Component
class PasskeyCeremony implements WebAuthnRelyingPartyOperations {

    private final PublicKeyCredentialUserEntityRepository owners;
    private final UserCredentialRepository credentials;
    private final PublicAddress address;
    private final Access access;
    private final AuditLog auditLog;
    private final SingletonSupplier<WebAuthnRelyingPartyOperations> ceremony = SingletonSupplier.of(this::make);

    PasskeyCeremony(
            PublicKeyCredentialUserEntityRepository owners,
            UserCredentialRepository credentials,
            PublicAddress address,
            Access access,
            AuditLog auditLog) {
        this.owners = owners;
        this.credentials = credentials;
        this.address = address;
        this.access = access;
        this.auditLog = auditLog;
    }

    @Override
    public PublicKeyCredentialCreationOptions createPublicKeyCredentialCreationOptions(
            PublicKeyCredentialCreationOptionsRequest request) {
        return ceremony.obtain().createPublicKeyCredentialCreationOptions(request);
    }

    @Override
    public CredentialRecord registerCredential(RelyingPartyRegistrationRequest request) {
        Person person = access.person();
        CredentialRecord added = ceremony.obtain().registerCredential(request);
        auditLog.record(person, person.homeId(), "passkey.added", added.getLabel());
        return added;
    }

    @Override
    public PublicKeyCredentialRequestOptions createCredentialRequestOptions(
            PublicKeyCredentialRequestOptionsRequest request) {
        return ceremony.obtain().createCredentialRequestOptions(request);
    }

    @Override
    public PublicKeyCredentialUserEntity authenticate(RelyingPartyAuthenticationRequest request) {
        return ceremony.obtain().authenticate(request);
    }

    private WebAuthnRelyingPartyOperations make() {
        String origin = address.get();
        var party = PublicKeyCredentialRpEntity.builder()
                .id(URI.create(origin).getHost())
                .name("Stadtkern")
                .build();
        var made = new Webauthn4JRelyingPartyOperations(owners, credentials, party, Set.of(origin));
        made.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .build()));
        made.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return made;
    }
}
