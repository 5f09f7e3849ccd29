package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes messages of network servers that are too large to be let in: they are refused before anybody reads them. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class OversizedUplinks extends OncePerRequestFilter {

    private static final Set<String> DOORS = Set.of("/ingest/tts", "/ingest/chirpstack");

    private final RefusedRows refused;
    private final Access access;

    OversizedUplinks(RefusedRows refused, Access access) {
        this.refused = refused;
        this.access = access;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !DOORS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
            note(request.getContentLengthLong());
        }
    }

    private void note(long bytes) {
        try {
            long municipality = access.device().municipalityId();
            refused.note(municipality, Refusal.tooLarge("devices.refusal.large", bytes), new byte[0]);
        } catch (Refusal withoutKey) {
            logger.debug("An oversized message of nobody", withoutKey);
        }
    }
}
