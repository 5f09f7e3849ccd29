package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.portal.Page;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The page that shows a link by which somebody chooses a password, to be handed over. */
final class OneTimeLink {

    private OneTimeLink() {}

    static ModelAndView view(Page page, String token, String textKey, long municipality) {
        String address = ServletUriComponentsBuilder.fromCurrentRequest()
                .replacePath("/welcome/" + token)
                .replaceQuery(null)
                .toUriString();
        return SecretOnce.view(page, textKey, address, "/administration/" + municipality + "/people");
    }
}
