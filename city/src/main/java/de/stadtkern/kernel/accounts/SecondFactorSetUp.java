package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.SecondFactor;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.QrCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.web.servlet.ModelAndView;

/** The two pages on which an authenticator app is set up, at the sign-in or from the own account. */
final class SecondFactorSetUp {

    private SecondFactorSetUp() {}

    /** What to scan, and where the first code is sent. */
    static ModelAndView view(Page page, Form form, SecondFactor secondFactor, String action) {
        SecondFactor.Enrolment enrolment = secondFactor.enrol(page.frame().town());
        return page.view("kernel/accounts/second-factor-set-up", form)
                .addObject("secret", enrolment.secret())
                .addObject("qr", QrCode.of(enrolment.uri()))
                .addObject("action", action);
    }

    /** The first code was right: the sign-in is complete, and the recovery codes are shown, once. */
    static ModelAndView done(
            Page page,
            SecondFactor secondFactor,
            String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        List<String> codes = secondFactor.confirm(code);
        secondFactor.complete(request, response);
        return page.view("kernel/accounts/recovery-codes").addObject("codes", codes);
    }
}
