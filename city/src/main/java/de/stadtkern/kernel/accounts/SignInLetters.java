package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.MailSignIn;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.notifications.Letters;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import org.springframework.stereotype.Component;

/** The letters with links that sign citizens in. */
@Component
class SignInLetters {

    private final MailSignIn mailSignIn;
    private final Letters letters;
    private final Texts texts;
    private final PublicAddress address;

    SignInLetters(MailSignIn mailSignIn, Letters letters, Texts texts, PublicAddress address) {
        this.mailSignIn = mailSignIn;
        this.letters = letters;
        this.texts = texts;
        this.address = address;
    }

    boolean isOffered() {
        return letters.isOffered();
    }

    /** Writes one, unless nobody comes in with this address. Refused as {@link MailSignIn#request} says. */
    void write(Language language, String mail, String sender) {
        mailSignIn
                .request(mail, sender)
                .ifPresent(link -> letters.write(
                        link.address(),
                        texts.text(language, "accounts.mail.subject"),
                        texts.text(
                                language,
                                "accounts.mail.letter",
                                address.get() + language.prefix() + "/sign-in/mail/" + link.token())));
    }
}
