package de.stadtkern.kernel.monitoring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id that stands in its log lines and in its answer. An id that comes along is kept when it is
 * well-formed: in {@code X-Request-Id}, or as the trace of a {@code traceparent} (W3C Trace Context).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";

    private static final String IN_LOG = "requestId";
    private static final String TRACE_IN_LOG = "traceId";
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.{0,200}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> trace =
                wellFormed(TRACEPARENT, request.getHeader("traceparent")).map(matched -> matched.group(1));
        String id = wellFormed(REQUEST_ID, request.getHeader(HEADER))
                .map(Matcher::group)
                .or(() -> trace)
                .orElseGet(() -> UUID.randomUUID().toString());
        MDC.put(IN_LOG, id);
        trace.ifPresent(known -> MDC.put(TRACE_IN_LOG, known));
        response.setHeader(HEADER, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.clear();
        }
    }

    private static Optional<Matcher> wellFormed(Pattern pattern, @Nullable String header) {
        return Optional.ofNullable(header).map(pattern::matcher).filter(Matcher::matches);
    }
}
