package de.stadtkern.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.alarms.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Letters go to a real mail server in this process. */
@TownTest
class LettersTest {

    private static final int NOBODY = 1;

    @Autowired
    MailRoom room;

    @Autowired
    Letters withoutServer;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private final TestClock clock = new TestClock(Instant.now());

    @BeforeEach
    void start() {
        server.start();
        forgetLetters();
    }

    @AfterEach
    void stop() {
        server.stop();
        forgetLetters();
    }

    /** Others of the town wrote some too. */
    private void forgetLetters() {
        jdbc.sql("delete from notification_letter").update();
    }

    @Test
    void aLetterIsSentOnceAndForgotten() throws Exception {
        room.letters(clock).write("anna@briefe.example", "Ihre Meldung", "Die Leuchte brennt wieder.");

        room.sendLetters(clock, server.getSmtp().getPort());
        room.sendLetters(clock, server.getSmtp().getPort());

        assertThat(server.getReceivedMessages()).singleElement().satisfies(letter -> {
            assertThat(letter.getAllRecipients()[0]).hasToString("anna@briefe.example");
            assertThat(letter.getSubject()).isEqualTo("Ihre Meldung");
            assertThat(letter.getContent().toString()).startsWith("Die Leuchte brennt wieder.");
        });
        assertThat(waiting()).isZero();
    }

    @Test
    void aLetterWaitsForTheServerForAWeek() {
        room.letters(clock).write("anna@briefe.example", "Ihre Meldung", "Text");

        room.sendLetters(clock, NOBODY);
        clock.pass(Duration.ofMinutes(1));
        room.sendLetters(clock, server.getSmtp().getPort());
        assertThat(server.getReceivedMessages()).isEmpty();

        clock.pass(Duration.ofMinutes(1));
        room.sendLetters(clock, NOBODY);
        assertThat(waiting()).isOne();
        clock.pass(Duration.ofDays(7));
        room.sendLetters(clock, server.getSmtp().getPort());
        assertThat(waiting()).isZero();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void nothingIsLeftOfWhatWasTakenBackForgottenOrNotOffered() {
        transaction.executeWithoutResult(status -> {
            room.letters(clock).write("anna@briefe.example", "Ihre Meldung", "Text");
            status.setRollbackOnly();
        });
        assertThat(waiting()).isZero();

        room.letters(clock).write("anna@briefe.example", "Ihre Meldung", "Text");
        room.letters(clock).forget("Anna@briefe.example");
        assertThat(waiting()).isZero();

        withoutServer.write("anna@briefe.example", "Ihre Meldung", "Text");
        assertThat(withoutServer.isOffered()).isFalse();
        assertThat(waiting()).isZero();
    }

    private long waiting() {
        return jdbc.sql("select count(*) from notification_letter")
                .query(Long.class)
                .single();
    }
}
