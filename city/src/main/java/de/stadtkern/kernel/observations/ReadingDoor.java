package de.stadtkern.kernel.observations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The short way for the question that comes most often: read by somebody who shows neither key nor session. There is
 * nobody to sign in, so half of the work of a request is left out; the answer is the same as by {@link SensorThingsApi}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class ReadingDoor extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final Pattern ADDRESS = Pattern.compile("/sensorthings/v1\\.[01](?:/.*)?");

    private final transient Protocol protocol;
    private final transient HandlerExceptionResolver answers;

    ReadingDoor(Protocol protocol, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
        this.protocol = protocol;
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("GET")
                || request.getHeader("Authorization") != null
                || request.getHeader("Cookie") != null
                || !ADDRESS.matcher(request.getRequestURI()).matches()) {
            chain.doFilter(request, response);
            return;
        }
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            answer(request, response);
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    /** Pages of other origins may read what everybody may read. */
    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Access-Control-Allow-Origin", "*");
        try {
            protocol.answer(SensorThingsApi.call(request), new HttpReply(response));
        } catch (RuntimeException e) {
            if (response.isCommitted() || answers.resolveException(request, response, null, e) == null) {
                throw e;
            }
        }
    }
}
