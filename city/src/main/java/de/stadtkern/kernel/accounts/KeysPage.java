package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.ApiKeys;
import de.stadtkern.kernel.identity.ApiKeys.Key;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The API keys of a municipality. */
@Controller
@RequestMapping("/administration/{municipality}/keys")
class KeysPage {

    private static final int FIRST_MONTHS = 12;

    private final ApiKeys keys;
    private final Municipalities municipalities;

    KeysPage(ApiKeys keys, Municipalities municipalities) {
        this.keys = keys;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long municipality) {
        return view(page, municipality, Form.blank().with("months", FIRST_MONTHS));
    }

    @PostMapping
    ModelAndView create(
            Page page, @PathVariable long municipality, Form form, @RequestParam(defaultValue = "0") String months) {
        try {
            String key = keys.create(municipality, form.value("name"), scopes(form), number(months));
            return SecretOnce.view(page, "accounts.key.created", key, "/administration/" + municipality + "/keys");
        } catch (Refusal refusal) {
            return view(page, municipality, form.refused(refusal, page));
        }
    }

    @PostMapping("/{key}/withdraw")
    ModelAndView withdraw(Page page, @PathVariable long municipality, @PathVariable long key) {
        keys.withdraw(key);
        return page.redirect("/administration/" + municipality + "/keys", "accounts.key.withdrawn.done");
    }

    private ModelAndView view(Page page, long municipality, Form form) {
        return page.view("kernel/accounts/keys", form)
                .addObject("keys", keys.list(municipality))
                .addObject("tenant", municipalities.get(municipality));
    }

    /** For the template: how the key stands. */
    static String state(Page page, Key key) {
        if (key.withdrawnAt() != null) {
            return page.text("accounts.key.withdrawn", page.time(key.withdrawnAt()));
        }
        Instant expiry = key.expiresAt();
        if (expiry == null) {
            return page.text("accounts.key.endless");
        }
        boolean over = expiry.isBefore(page.frame().clock().instant());
        return page.text(over ? "accounts.key.expired" : "accounts.key.valid", page.time(expiry));
    }

    private static Set<Scope> scopes(Form form) {
        return Arrays.stream(Scope.values())
                .filter(scope -> form.value("scope-" + scope).equals("true"))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }

    /** Zero, which is refused, for what is no number. */
    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}
