package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** One broken device must not fill memory and disk: bodies are at most 1 MB and say beforehand how long they are. */
@Component
class BodyLimit extends OncePerRequestFilter {

    private static final int MOST_BYTES = 1_000_000;

    /** The methods that bring a body. */
    static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH");

    private final HandlerExceptionResolver answers;

    BodyLimit(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CHANGING.contains(request.getMethod())
                || Stream.of(SensorThingsApi.BASE, "/ingest/")
                        .noneMatch(root -> request.getRequestURI().startsWith(root));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long bytes = request.getContentLengthLong();
        if (bytes >= 0 && bytes <= MOST_BYTES) {
            chain.doFilter(request, response);
            return;
        }
        answers.resolveException(
                request, response, null, Refusal.tooLarge("observations.refusal.body-size", MOST_BYTES, bytes));
    }
}
