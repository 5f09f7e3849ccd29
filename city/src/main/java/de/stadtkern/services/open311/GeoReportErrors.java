package de.stadtkern.services.open311;

import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.open311.Answer.Entry;
import de.stadtkern.services.open311.Answer.Format;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Whatever goes wrong below {@code /open311} is answered in the standard's own form: 404 for what is not found, 403 for
 * a key, 400 for everything else. Only too much is said with 429, which tells a program to wait, and not that its key is bad.
 */
@Component
class GeoReportErrors implements HandlerExceptionResolver, WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(GeoReportErrors.class);
    private static final String SECONDS_UNTIL_NEXT_TRY = "600";

    private final Texts texts;

    GeoReportErrors(Texts texts) {
        this.texts = texts;
    }

    /** Before all others, also for filters that refuse. */
    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst(this);
    }

    private record Wrong(HttpStatus status, String description) {}

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.startsWith("/open311/")) {
            return null;
        }
        Wrong wrong = wrong(e);
        Format format = Format.of(path);
        response.setStatus(wrong.status.value());
        response.setContentType(format.contentType);
        if (wrong.status == HttpStatus.TOO_MANY_REQUESTS) {
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_NEXT_TRY);
        }
        Entry error = new Entry().with("code", wrong.status.value()).with("description", wrong.description);
        try {
            response.getOutputStream()
                    .write(Answer.list("errors", "error", List.of(error)).bytes(format));
        } catch (IOException gone) {
            LOG.debug("nobody waits for the answer any more", gone);
        }
        return new ModelAndView();
    }

    private Wrong wrong(Exception e) {
        return switch (e) {
            case Refusal refusal ->
                new Wrong(
                        status(refusal.status()),
                        texts.text(
                                Language.ENGLISH,
                                refusal.textKey(),
                                refusal.arguments().toArray()));
            case MultipartException broken -> wrong(HttpStatus.BAD_REQUEST, "open311.refusal.multipart");
            case InvalidParameterException broken -> wrong(HttpStatus.BAD_REQUEST, "open311.refusal.multipart");
            case ErrorResponse known
            when known.getStatusCode().value() == HttpStatus.NOT_FOUND.value() ->
                wrong(HttpStatus.NOT_FOUND, "open311.refusal.route");
            case ErrorResponse known -> wrong(HttpStatus.BAD_REQUEST, "open311.refusal.route");
            default -> {
                LOG.error("open311 request failed", e);
                yield wrong(HttpStatus.BAD_REQUEST, "open311.refusal.failed");
            }
        };
    }

    private Wrong wrong(HttpStatus status, String key) {
        return new Wrong(status, texts.text(Language.ENGLISH, key));
    }

    private static HttpStatus status(HttpStatus refused) {
        return switch (refused) {
            case NOT_FOUND, FORBIDDEN -> refused;
            case SERVICE_UNAVAILABLE -> HttpStatus.TOO_MANY_REQUESTS;
            default -> HttpStatus.BAD_REQUEST;
        };
    }
}
