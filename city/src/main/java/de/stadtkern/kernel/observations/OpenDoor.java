package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@code --sensorthings-open}, for conformance suites that know no keys: whoever comes from this machine without one
 * writes with the machine's own. Only while the program listens to this machine alone, and only on a database that is
 * empty at the start: such suites delete everything.
 */
@Component
@ConditionalOnProperty("stadtkern.sensorthings.open")
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class OpenDoor extends OncePerRequestFilter {

    private static final String AUTHORIZATION = "Authorization";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Path file;
    private volatile @Nullable String key;

    OpenDoor(JdbcClient jdbc, @Value("${server.address}") InetAddress address, @Value("${stadtkern.data}") Path data) {
        if (!address.isLoopbackAddress()) {
            throw Refusal.conflict("observations.refusal.open-address", address.getHostAddress());
        }
        if (jdbc.sql(
                        "select exists (select from thing) or exists (select from sensor) or exists (select from location)")
                .query(Boolean.class)
                .single()) {
            throw Refusal.conflict("observations.refusal.open-database");
        }
        this.file = data.resolve("api-key");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) throws ServletException {
        return READING.contains(request.getMethod())
                || request.getHeader(AUTHORIZATION) != null
                || !request.getRequestURI().startsWith(SensorThingsApi.BASE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var given = findKeyFor(request);
        chain.doFilter(given.isPresent() ? new WithKey(request, "Bearer " + given.get()) : request, response);
    }

    Optional<String> findKeyFor(HttpServletRequest request) throws IOException {
        return request.getHeader("X-Forwarded-For") == null
                ? findKeyFor(InetAddress.getByName(request.getRemoteAddr()))
                : Optional.empty();
    }

    /** The machine's own key, for whoever comes from this machine. */
    Optional<String> findKeyFor(InetAddress address) {
        if (!address.isLoopbackAddress()) {
            return Optional.empty();
        }
        String known = key;
        if (known == null) {
            known = read();
            key = known;
        }
        return Optional.of(known);
    }

    private String read() {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class WithKey extends HttpServletRequestWrapper {

        private final String authorization;

        WithKey(HttpServletRequest request, String authorization) {
            super(request);
            this.authorization = authorization;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(AUTHORIZATION) ? authorization : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(AUTHORIZATION)
                    ? Collections.enumeration(List.of(authorization))
                    : super.getHeaders(name);
        }
    }
}
