package de.stadtkern.kernel.portal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What no room has answered: unknown addresses and our own mistakes. Never shows how the program is made. */
@Controller
class UnexpectedErrors implements ErrorController {

    /* Of somebody who calls this address by hand. */
    private static final int NOT_FOUND = 404;

    private final Texts texts;

    UnexpectedErrors(Texts texts) {
        this.texts = texts;
    }

    @RequestMapping("/error")
    Object answer(Page page, HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus resolved = HttpStatus.resolve(code instanceof Integer number ? number : NOT_FOUND);
        HttpStatus status = resolved == null ? HttpStatus.INTERNAL_SERVER_ERROR : resolved;
        String key = status.is5xxServerError() ? "portal.error.ours" : "portal.error." + status.value();
        String known = texts.keys(Language.GERMAN).contains(key) ? key : "portal.error.other";
        if (!Answers.wantsPage(request)) {
            return Answers.problem(status, texts.text(Language.ENGLISH, known, status.value()));
        }
        var view = page.view("kernel/portal/refusal")
                .addObject("status", status.value())
                .addObject("message", page.text(known, status.value()));
        view.setStatus(status);
        return view;
    }
}
