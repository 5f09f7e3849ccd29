package de.stadtkern.kernel.identity;

import static org.springframework.security.config.Customizer.withDefaults;

import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * How requests come in: devices by API key; people by password, passkey or directory, and session. What they may do,
 * {@link Access} says.
 */
@Configuration
@EnableConfigurationProperties(IdentitySettings.class)
class SignInSecurity {

    static final String SECOND_FACTOR_PAGE = "/sign-in/second-factor";

    private static final String SIGN_IN_PAGE = "/sign-in";
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";

    private final Access access;
    private final ApiKeys keys;

    SignInSecurity(Access access, ApiKeys keys) {
        this.access = access;
        this.keys = keys;
    }

    @Bean
    static PublicKeyCredentialUserEntityRepository passkeyOwners(JdbcOperations jdbc) {
        return new JdbcPublicKeyCredentialUserEntityRepository(jdbc);
    }

    @Bean
    static UserCredentialRepository passkeyCredentials(JdbcOperations jdbc) {
        return new JdbcUserCredentialRepository(jdbc);
    }

    @Bean
    @Order(1)
    SecurityFilterChain deviceSignIn(
            HttpSecurity http, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers)
            throws Exception {
        return http.securityMatcher(
                        "/sensorthings/**", "/ingest/**", "/uploads/api/**", "/matching/api/**", "/tracks/api/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/sensorthings/**")
                        .permitAll()
                        .anyRequest()
                        .access(whoMay(Permission.WRITE_OBSERVATIONS)))
                .addFilterBefore(new ApiKeyFilter(keys), AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, e) ->
                                refuse(answers, request, response, Refusal.unauthorized("identity.refusal.api-key")))
                        .accessDeniedHandler((request, response, e) ->
                                refuse(answers, request, response, Refusal.forbidden("identity.refusal.key-may-not"))))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain peopleSignIn(
            HttpSecurity http,
            DirectorySignIn directory,
            ObjectProvider<ClientRegistrationRepository> directories,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers)
            throws Exception {
        if (directories.getIfAvailable() != null) {
            http.oauth2Login(login -> login.loginPage(SIGN_IN_PAGE)
                    .userInfoEndpoint(user -> user.oidcUserService(directory))
                    .failureHandler(failed()));
        }
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/alarms/api/**")
                        .access(whoMay(Permission.SEE_ALARMS))
                        .requestMatchers("/crew/offline")
                        .permitAll()
                        .requestMatchers(
                                "/crew/**",
                                "/operations/**",
                                "/alarms/**",
                                "/uploads/**",
                                "/matching/**",
                                "/tracks/**",
                                "/administration/**",
                                "/account/**",
                                "/inbox/**",
                                "/standby/**",
                                "/webauthn/register/**")
                        .access((shown, request) ->
                                new AuthorizationDecision(access.findPerson().isPresent()))
                        .requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access(whoMay(Permission.READ_METRICS))
                        .anyRequest()
                        .permitAll())
                .addFilterBefore(new ApiKeyFilter(keys), AuthorizationFilter.class)
                .addFilterAfter(new AddressBrake(access), SecurityContextHolderFilter.class)
                .formLogin(form -> form.loginPage(SIGN_IN_PAGE)
                        .successHandler(passwordShown())
                        .failureHandler(failed())
                        .permitAll())
                .webAuthn(passkeys -> passkeys.disableDefaultRegistrationPage(true))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/"))
                .requestCache(cache -> cache.requestCache(pagesAlone()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(signInFirst(answers))
                        .accessDeniedHandler((request, response, e) -> {
                            if (access.findHalfSignedIn().isPresent()) {
                                response.sendRedirect(request.getContextPath() + SECOND_FACTOR_PAGE);
                            } else {
                                new AccessDeniedHandlerImpl().handle(request, response, e);
                            }
                        }))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(withDefaults()))
                .build();
    }

    /** After the sign-in people come back to the page they opened, not to a part that the page fetched. */
    private static RequestCache pagesAlone() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> request.getMethod().equals("GET") && isOpenedByAPerson(request));
        return cache;
    }

    private static AuthenticationEntryPoint signInFirst(HandlerExceptionResolver answers) {
        var page = new LoginUrlAuthenticationEntryPoint(SIGN_IN_PAGE);
        return (request, response, e) -> {
            if (isOpenedByAPerson(request)) {
                page.commence(request, response, e);
            } else {
                refuse(answers, request, response, Refusal.unauthorized("identity.refusal.not-signed-in"));
            }
        };
    }

    private static boolean isOpenedByAPerson(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader("HX-Request") == null
                && (accept == null || accept.contains(MediaType.TEXT_HTML_VALUE));
    }

    /** As to a program, whatever it would accept: nobody is there to draw a page. */
    private static void refuse(
            HandlerExceptionResolver answers,
            HttpServletRequest request,
            HttpServletResponse response,
            Refusal refusal) {
        HttpServletRequest ofProgram = new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable String getHeader(String name) {
                return name.equalsIgnoreCase(HttpHeaders.ACCEPT) ? null : super.getHeader(name);
            }
        };
        answers.resolveException(ofProgram, response, null, refusal);
    }

    private AuthorizationManager<RequestAuthorizationContext> whoMay(Permission permission) {
        return (shown, request) -> new AuthorizationDecision(access.allowsAnywhere(permission));
    }

    /** On to where the person wanted to go, or to the second factor first. */
    private AuthenticationSuccessHandler passwordShown() {
        var onward = new SavedRequestAwareAuthenticationSuccessHandler();
        return (request, response, shown) -> {
            if (access.findHalfSignedIn().isPresent()) {
                response.sendRedirect(request.getContextPath() + SECOND_FACTOR_PAGE);
            } else {
                onward.onAuthenticationSuccess(request, response, shown);
            }
        };
    }

    private static AuthenticationFailureHandler failed() {
        return (request, response, e) -> {
            String why = switch (e) {
                case TooManyAttempts wait -> "wait=" + wait.untilNext().toSeconds();
                case OAuth2AuthenticationException refused -> "directory";
                default -> "error";
            };
            response.sendRedirect(request.getContextPath() + SIGN_IN_PAGE + "?" + why);
        };
    }
}
