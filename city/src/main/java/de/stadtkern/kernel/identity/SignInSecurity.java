package de.stadtkern.kernel.identity;

import static org.springframework.security.config.Customizer.withDefaults;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import de.stadtkern.kernel.problem.Refusal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** How requests come in: devices by API key, people by password and session. What they may do, {@link Access} says. */
@Configuration
@EnableConfigurationProperties(IdentitySettings.class)
class SignInSecurity {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";

    /* OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 iterations, 1 thread. */
    private static final int ARGON2_KIBIBYTES = 19 * 1024;
    private static final int ARGON2_ITERATIONS = 2;
    private static final int ARGON2_THREADS = 1;
    private static final int ARGON2_HASH_BYTES = 32;

    @Bean
    PasswordEncoder passwordEncoder() {
        return new Argon2Password4jPasswordEncoder(Argon2Function.getInstance(
                ARGON2_KIBIBYTES, ARGON2_ITERATIONS, ARGON2_THREADS, ARGON2_HASH_BYTES, Argon2.ID));
    }

    @Bean
    @Order(1)
    SecurityFilterChain deviceSignIn(
            HttpSecurity http, ApiKeys keys, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers)
            throws Exception {
        return http.securityMatcher("/sensorthings/**", "/ingest/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/sensorthings/**")
                        .permitAll()
                        .anyRequest()
                        .hasAuthority("SCOPE_" + ApiKeys.WRITE_OBSERVATIONS))
                .addFilterBefore(new ApiKeyFilter(keys), AuthorizationFilter.class)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint((request, response, e) -> answers.resolveException(
                                request, response, null, Refusal.unauthorized("identity.refusal.api-key"))))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain peopleSignIn(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/operations/**", "/administration/**")
                        .authenticated()
                        .requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.ADMINISTRATOR.name())
                        .anyRequest()
                        .permitAll())
                .formLogin(form -> form.loginPage("/sign-in").permitAll())
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/"))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(withDefaults()))
                .build();
    }
}
