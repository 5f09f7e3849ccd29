package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import tools.jackson.core.JacksonException;

/** The one place that turns a refusal into an answer: a page for people, RFC 9457 for programs. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Answers {

    private static final String SECONDS_UNTIL_NEXT_TRY = "5";

    private final Pages pages;
    private final Texts texts;

    Answers(Pages pages, Texts texts) {
        this.pages = pages;
        this.texts = texts;
    }

    @ExceptionHandler
    Object answer(Refusal refusal, HttpServletRequest request) {
        Object[] arguments = refusal.arguments().toArray();
        if (wantsPage(request)) {
            Page page = pages.of(request);
            var view = page.view("kernel/portal/refusal")
                    .addObject("status", refusal.status().value())
                    .addObject("message", page.text(refusal.textKey(), arguments));
            view.setStatus(refusal.status());
            return view;
        }
        ResponseEntity<ProblemDetail> problem =
                problem(refusal.status(), texts.text(Language.ENGLISH, refusal.textKey(), arguments));
        if (problem.getBody() != null && !refusal.field().isEmpty()) {
            problem.getBody().setProperty("field", refusal.field());
        }
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(HttpMessageNotReadableException unreadable) {
        String cause =
                unreadable.getMostSpecificCause() instanceof JacksonException json ? json.getOriginalMessage() : "-";
        return problem(HttpStatus.BAD_REQUEST, texts.text(Language.ENGLISH, "portal.error.unreadable", cause));
    }

    static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    static ResponseEntity<ProblemDetail> problem(HttpStatusCode status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        HttpStatus known = HttpStatus.resolve(status.value());
        problem.setTitle(known == null ? null : known.getReasonPhrase());
        return ResponseEntity.status(status)
                .headers(headers -> {
                    if (status.value() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
                        headers.set(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_NEXT_TRY);
                    }
                })
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
