package de.stadtkern.services.open311;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Programs come in here without session, so that nothing can be forged in a browser's name; {@link Partners} asks for the key. */
@Configuration
@EnableConfigurationProperties(Open311Settings.class)
class Open311Door {

    static final String ROOT = "/open311/v2";

    /** What ends each path. */
    static final String FORMAT = ".{format:xml|json}";

    @Bean
    @Order(0)
    SecurityFilterChain open311Entrance(HttpSecurity http) throws Exception {
        return http.securityMatcher("/open311/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }
}
