package de.stadtkern.kernel.uploads;

import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses a form whose files are too large before anything of it is read, as looking for the form's token would read all
 * of it. Only uploads may be large. A file a little over the limit comes through and is refused on the page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class UploadLimit extends OncePerRequestFilter {

    private static final long MOST_ELSEWHERE = 10L * 1024 * 1024;
    private static final long SPARE = 10L * 1024 * 1024;

    private final HandlerExceptionResolver answers;

    UploadLimit(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.startsWith("multipart/form-data");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean upload = request.getServletPath().startsWith("/uploads");
        long most = upload ? Uploads.MOST_BYTES + SPARE : MOST_ELSEWHERE;
        if (request.getContentLengthLong() <= most) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest ofProgram = new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable String getHeader(String name) {
                return name.equalsIgnoreCase(HttpHeaders.ACCEPT) ? null : super.getHeader(name);
            }
        };
        long megabytes = (upload ? Uploads.MOST_BYTES : MOST_ELSEWHERE) / (1024 * 1024);
        answers.resolveException(ofProgram, response, null, Refusal.tooLarge("uploads.refusal.size", megabytes));
    }
}
