package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.OwnAccount;
import de.stadtkern.kernel.identity.Passkeys;
import de.stadtkern.kernel.identity.Passkeys.Passkey;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.identity.Pseudonyms;
import de.stadtkern.kernel.identity.SecondFactor;
import de.stadtkern.kernel.identity.Sessions;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's own account. */
@Controller
@RequestMapping("/account")
class AccountPage {

    /* In the order in which to look: most browsers also name those they are like. */
    private static final List<String> BROWSERS = List.of("Edg", "Firefox", "Chrome", "Safari");
    private static final List<String> SYSTEMS =
            List.of("Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux");

    private final OwnAccount account;
    private final Pseudonyms pseudonyms;
    private final Passkeys passkeys;
    private final SecondFactor secondFactor;

    AccountPage(OwnAccount account, Pseudonyms pseudonyms, Passkeys passkeys, SecondFactor secondFactor) {
        this.account = account;
        this.pseudonyms = pseudonyms;
        this.passkeys = passkeys;
        this.secondFactor = secondFactor;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank());
    }

    @PostMapping("/name")
    ModelAndView changeName(Page page, Form form, @RequestParam(defaultValue = "") String name) {
        return attempt(page, form, () -> account.changeName(name), "accounts.name.done");
    }

    @PostMapping("/pseudonym")
    ModelAndView choosePseudonym(Page page, Form form, @RequestParam(defaultValue = "") String pseudonym) {
        return attempt(page, form, () -> pseudonyms.choose(pseudonym), "accounts.pseudonym.done");
    }

    @PostMapping("/email")
    ModelAndView changeEmail(Page page, Form form, @RequestParam(defaultValue = "") String email) {
        return attempt(page, form, () -> account.changeEmail(email), "accounts.email.done");
    }

    @PostMapping("/password")
    ModelAndView changePassword(
            Page page,
            Form form,
            @RequestParam(name = "old-password", defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password) {
        return attempt(page, form, () -> account.changePassword(old, password), "accounts.password.done");
    }

    @PostMapping("/passkeys/remove")
    ModelAndView removePasskey(Page page, Form form, @RequestParam(defaultValue = "") String id) {
        return attempt(page, form, () -> passkeys.remove(id), "accounts.passkey.removed");
    }

    @GetMapping("/second-factor")
    ModelAndView secondFactor(Page page) {
        return SecondFactorSetUp.view(page, Form.blank(), secondFactor, "/account/second-factor");
    }

    @PostMapping("/second-factor")
    ModelAndView setUpSecondFactor(
            Page page,
            Form form,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return SecondFactorSetUp.done(page, secondFactor, code, request, response);
        } catch (Refusal refusal) {
            return SecondFactorSetUp.view(page, form.refused(refusal, page), secondFactor, "/account/second-factor");
        }
    }

    @PostMapping("/second-factor/remove")
    ModelAndView removeSecondFactor(Page page, Form form, @RequestParam(defaultValue = "") String code) {
        try {
            secondFactor.remove(code);
            String next = secondFactor.isDemanded() ? "/account/second-factor" : "/account";
            return page.redirect(next, "accounts.second-factor.removed");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/sessions/end")
    ModelAndView endSession(Page page, Form form, @RequestParam(defaultValue = "") String mark) {
        return attempt(page, form, () -> account.endSession(mark), "accounts.sessions.ended");
    }

    @PostMapping("/sessions/end-others")
    ModelAndView endOtherSessions(Page page, Form form) {
        return attempt(page, form, account::endOtherSessions, "accounts.sessions.ended");
    }

    @GetMapping("/export.json")
    ResponseEntity<Map<String, Object>> export() {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("stadtkern-account.json")
                                .build()
                                .toString())
                .body(account.export());
    }

    @PostMapping("/close")
    ModelAndView close(Page page, Form form, @RequestParam(defaultValue = "") String sure) {
        if (!sure.equals("true")) {
            Refusal refusal = Refusal.badInput("accounts.refusal.close").at("sure");
            return view(page, form.refused(refusal, page));
        }
        try {
            account.close();
            return new ModelAndView("redirect:/");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    private ModelAndView attempt(Page page, Form form, Runnable action, String doneKey) {
        try {
            action.run();
            return page.redirect("/account", doneKey);
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Form form) {
        Person person = Objects.requireNonNull(page.person());
        Form filled = filled(form, "name", person.name());
        filled = filled(filled, "email", account.email());
        filled = filled(filled, "pseudonym", pseudonyms.get(person.id()));
        return page.view("kernel/accounts/account", filled)
                .addObject("hasPassword", account.hasPassword())
                .addObject("passkeys", passkeys.list())
                .addObject("hasApp", secondFactor.isSetUp())
                .addObject("appDemanded", secondFactor.isDemanded())
                .addObject("sessions", account.listSessions());
    }

    private static Form filled(Form form, String field, @Nullable String known) {
        return form.values().containsKey(field) ? form : form.with(field, known);
    }

    /** For the template. */
    static String describe(Page page, Passkey passkey) {
        return page.text("accounts.passkey.used", page.time(passkey.created()), page.time(passkey.lastUsed()));
    }

    /** For the template. */
    static String describe(Page page, Sessions.Open session) {
        return page.text("accounts.session.times", page.time(session.since()), page.ago(session.lastUse()));
    }

    /** For the template: the browser in words people know, such as "Firefox, Windows". */
    static String browser(Sessions.Open session) {
        return first(BROWSERS, session.browser()) + ", " + first(SYSTEMS, session.browser());
    }

    private static String first(List<String> names, String userAgent) {
        return names.stream()
                .filter(userAgent::contains)
                .findFirst()
                .map(name -> name.equals("Edg") ? "Edge" : name)
                .orElse("–");
    }
}
