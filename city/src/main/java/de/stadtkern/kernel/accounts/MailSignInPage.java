package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.MailSignIn;
import de.stadtkern.kernel.identity.Passkeys;
import de.stadtkern.kernel.identity.SecondFactor;
import de.stadtkern.kernel.portal.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where the link of a letter leads. Opening it changes nothing, because programs that check mail open every link. */
@Controller
@RequestMapping("/sign-in/mail/{token:[A-Za-z0-9_-]{43}}")
class MailSignInPage {

    private final MailSignIn mailSignIn;
    private final SecondFactor secondFactor;
    private final Passkeys passkeys;

    MailSignInPage(MailSignIn mailSignIn, SecondFactor secondFactor, Passkeys passkeys) {
        this.mailSignIn = mailSignIn;
        this.secondFactor = secondFactor;
        this.passkeys = passkeys;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable String token) {
        return page.view("kernel/accounts/mail-link")
                .addObject("address", mailSignIn.get(token))
                .addObject("token", token);
    }

    @PostMapping
    ModelAndView signIn(
            Page page, @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        mailSignIn.signIn(token, request, response);
        if (secondFactor.isOwed()) {
            return new ModelAndView("redirect:/sign-in/second-factor");
        }
        return passkeys.list().isEmpty()
                ? page.redirect("/account", "accounts.mail.passkey")
                : new ModelAndView("redirect:/");
    }
}
