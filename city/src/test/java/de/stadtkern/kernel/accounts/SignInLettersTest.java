package de.stadtkern.kernel.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.MailSignIn;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.MailRoom;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TownTest
class SignInLettersTest {

    @Autowired
    MailSignIn mailSignIn;

    @Autowired
    MailRoom room;

    @Autowired
    Texts texts;

    @Autowired
    PublicAddress address;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    private final String mail = "brief-" + UUID.randomUUID() + "@buerger.example";
    private SignInLetters letters;

    @BeforeEach
    void furnish() {
        letters = new SignInLetters(mailSignIn, room.letters(Clock.systemUTC()), texts, address);
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from notification_letter").update();
    }

    @Test
    void theLetterHoldsTheLinkInTheLanguageOfThePage() {
        letters.write(Language.ENGLISH, mail.toUpperCase(), mail);
        assertThat(written()).singleElement().satisfies(text -> {
            assertThat(text).contains(address.get() + "/en/sign-in/mail/").startsWith("Hello");
            String token = text.replaceAll("(?s).*/sign-in/mail/(\\S+).*", "$1");
            assertThat(mailSignIn.get(token)).isEqualTo(mail);
        });
    }

    @Test
    void staffGetsNoLetter() {
        people.add(mail, Role.DUTY_OFFICER, people.municipality());
        letters.write(Language.GERMAN, mail, mail);
        assertThat(written()).isEmpty();
    }

    private List<String> written() {
        return jdbc.sql("select text from notification_letter where address = :mail")
                .param("mail", mail)
                .query((rs, n) -> rs.getString("text"))
                .list();
    }
}
