package de.stadtkern.kernel.identity;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

/** Asks the directories of the configuration at the first sign-in, not at the start: the town starts without them. */
@Configuration
@ConditionalOnOAuth2ClientRegistrationProperties
class DirectoryClients {

    @Bean
    static ClientRegistrationRepository clientRegistrations(OAuth2ClientProperties properties) {
        return new SupplierClientRegistrationRepository(() -> {
            List<ClientRegistration> clients = new ArrayList<>(new OAuth2ClientPropertiesMapper(properties)
                    .asClientRegistrations()
                    .values());
            return new InMemoryClientRegistrationRepository(clients);
        });
    }
}
