package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.Directories;
import de.stadtkern.kernel.identity.PasswordLinks;
import de.stadtkern.kernel.identity.SecondFactor;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How people come in: password, passkey, letter or directory; the second factor; and the link of an invitation. */
@Controller
class SignInPage {

    private final Directories directories;
    private final SecondFactor secondFactor;
    private final PasswordLinks links;
    private final SignInLetters letters;

    SignInPage(Directories directories, SecondFactor secondFactor, PasswordLinks links, SignInLetters letters) {
        this.directories = directories;
        this.secondFactor = secondFactor;
        this.links = links;
        this.letters = letters;
    }

    @GetMapping("/sign-in")
    ModelAndView show(Page page, Form form) {
        return view(page, withError(form, page));
    }

    /** The answer does not tell whether the address is known. */
    @PostMapping("/sign-in/mail")
    ModelAndView writeLetter(
            Page page, Form form, @RequestParam(defaultValue = "") String mail, HttpServletRequest request) {
        if (!letters.isOffered()) {
            return view(page, form);
        }
        try {
            letters.write(page.language(), mail, request.getRemoteAddr());
            return page.redirect("/sign-in", "accounts.mail.sent");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Form form) {
        return page.view("kernel/accounts/sign-in", form)
                .addObject("directories", directories.list())
                .addObject("mailOffered", letters.isOffered());
    }

    private static Form withError(Form form, Page page) {
        Form blank = Form.blank();
        if (form.values().containsKey("wait")) {
            String seconds = form.value("wait").replaceAll("\\D", "");
            return shown(blank, Refusal.badInput("identity.refusal.wait", seconds.isEmpty() ? "0" : seconds), page);
        }
        if (form.values().containsKey("directory")) {
            return shown(blank, Refusal.badInput("accounts.refusal.directory"), page);
        }
        return form.values().containsKey("error")
                ? shown(blank, Refusal.badInput("accounts.refusal.sign-in").at("username"), page)
                : blank;
    }

    /** The address of a failed sign-in is an ordinary page: status 200. */
    private static Form shown(Form form, Refusal refusal, Page page) {
        Form refused = form.refused(refusal, page);
        return new Form(refused.values(), refused.errors(), form.status());
    }

    @GetMapping("/sign-in/second-factor")
    ModelAndView secondFactor(Page page) {
        return secondFactor.isOwed() ? secondFactor(page, Form.blank()) : new ModelAndView("redirect:/");
    }

    @PostMapping("/sign-in/second-factor")
    ModelAndView showSecondFactor(
            Page page,
            Form form,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!secondFactor.isOwed()) {
            return new ModelAndView("redirect:/");
        }
        try {
            if (!secondFactor.isSetUp()) {
                return SecondFactorSetUp.done(page, secondFactor, code, request, response);
            }
            secondFactor.show(code);
            secondFactor.complete(request, response);
            return new ModelAndView("redirect:/");
        } catch (Refusal refusal) {
            return secondFactor(page, form.refused(refusal, page));
        }
    }

    private ModelAndView secondFactor(Page page, Form form) {
        return secondFactor.isSetUp()
                ? page.view("kernel/accounts/second-factor", form)
                : SecondFactorSetUp.view(page, form, secondFactor, "/sign-in/second-factor");
    }

    @GetMapping("/welcome/{token}")
    ModelAndView welcome(Page page, @PathVariable String token) {
        return welcome(page, token, Form.blank());
    }

    @PostMapping("/welcome/{token}")
    ModelAndView choosePassword(
            Page page, @PathVariable String token, Form form, @RequestParam(defaultValue = "") String password) {
        try {
            links.redeem(token, password);
            return page.redirect("/sign-in", "accounts.welcome.done");
        } catch (Refusal refusal) {
            return welcome(page, token, form.refused(refusal, page));
        }
    }

    private ModelAndView welcome(Page page, String token, Form form) {
        return page.view("kernel/accounts/welcome", form)
                .addObject("person", links.get(token))
                .addObject("token", token);
    }
}
