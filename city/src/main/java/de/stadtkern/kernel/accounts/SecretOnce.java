package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.portal.Page;
import org.springframework.web.servlet.ModelAndView;

/** The page that shows a secret the one time it can be seen. */
final class SecretOnce {

    private SecretOnce() {}

    /**
     * @param textKey of the heading; the text behind {@code textKey + ".about"} says what to do
     * @param back where to go on
     */
    static ModelAndView view(Page page, String textKey, String secret, String back) {
        return page.view("kernel/accounts/secret-once")
                .addObject("textKey", textKey)
                .addObject("secret", secret)
                .addObject("back", back);
    }
}
