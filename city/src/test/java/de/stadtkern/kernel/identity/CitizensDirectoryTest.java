package de.stadtkern.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.TownTest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.transaction.support.TransactionTemplate;

/** A state account on this machine. */
@TownTest
class CitizensDirectoryTest {

    @Autowired
    Municipalities municipalities;

    @Autowired
    PersonRows rows;

    @Autowired
    MailSignIn mail;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final MockOAuth2Server server = new MockOAuth2Server();
    private final String subject = UUID.randomUUID().toString();
    private final String address = subject.substring(0, 8) + "@opfer.example";

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.shutdown();
    }

    @Test
    void whoeverComesFromThereIsACitizenAndNothingElse() {
        String login = comeIn();
        assertThat(rows.findByLogin(login)).hasValueSatisfying(account -> {
            assertThat(account.person().roles())
                    .containsExactly(Map.entry(people.municipality(), Set.of(Role.CITIZEN)));
            assertThat(account.person().name()).isEqualTo("Berta Bürgerin");
        });
        assertThat(comeIn()).isEqualTo(login);
    }

    @Test
    void theNameGivenThereTakesNobodysAddress() {
        assertThat(comeIn()).isNotEqualTo(address);
        assertThat(rows.findByLogin(address)).isEmpty();
        assertThat(mail.request(address, subject)).isPresent();
    }

    @Test
    void whoHasBecomeStaffDoesNotComeInThatWay() {
        people.add(comeIn(), Role.DUTY_OFFICER, people.municipality());
        assertThatThrownBy(this::comeIn).isInstanceOf(OAuth2AuthenticationException.class);
    }

    private String comeIn() {
        ClientRegistration state = ClientRegistrations.fromIssuerLocation(
                        server.issuerUrl("bund").toString())
                .registrationId("bund")
                .clientId("stadtkern")
                .clientSecret("geheim")
                .scope("openid", "profile")
                .build();
        Map<String, Object> claims =
                Map.of("preferred_username", address, "name", "Berta Bürgerin", "groups", List.of("bauhof"));
        String token = server.issueToken("bund", subject, "stadtkern", claims).serialize();
        Instant now = Instant.now();
        OidcIdToken id = OidcIdToken.withTokenValue(token)
                .issuer(server.issuerUrl("bund").toString())
                .subject(subject)
                .claims(all -> all.putAll(claims))
                .build();
        return directory()
                .loadUser(new OidcUserRequest(
                        state, new OAuth2AccessToken(TokenType.BEARER, token, now, now.plusSeconds(60)), id))
                .getName();
    }

    private DirectorySignIn directory() {
        var groups = List.of(new IdentitySettings.GroupRole("bauhof", "Musterstadt", Role.CREW));
        IdentitySettings settings = new IdentitySettings(
                Path.of("unused"),
                "Musterstadt",
                null,
                null,
                null,
                IdentitySettings.SecondFactorDemand.ADMINISTRATORS,
                new IdentitySettings.Directory("groups", groups, Set.of("bund")),
                List.of());
        return new DirectorySignIn(settings, municipalities, rows, jdbc, transaction);
    }
}
