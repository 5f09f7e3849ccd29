package de.stadtkern.kernel.notifications;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mail to an address, for those who have no inbox: a link to sign in, an answer to a report without account. */
@Component
public class Letters {

    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

    private final LetterRows rows;
    private final Post post;
    private final Clock clock;

    Letters(LetterRows rows, Post post, Clock clock) {
        this.rows = rows;
        this.post = post;
        this.clock = clock;
    }

    /** Whether there is a mail server. Without one, nothing can be written. */
    public boolean isOffered() {
        return post.isOffered();
    }

    /**
     * Writes a letter within the running transaction. It is sent when that has committed, tried again for a week, and
     * forgotten when the mail server took it. Nothing happens without a mail server.
     */
    @Transactional
    public void write(String address, String subject, String text) {
        if (isOffered()) {
            rows.insert(address, subject, text, clock.instant());
        }
    }

    /** What still waits for this address is not sent any more, and not kept. */
    @Transactional
    public void forget(String address) {
        rows.deleteTo(address);
    }

    /** Every node sends what no other has claimed. */
    @Scheduled(initialDelayString = "PT4S", fixedRateString = "PT1S")
    void look() {
        if (isOffered() && rows.isDue(clock.instant())) {
            send();
        }
    }

    private void send() {
        rows.deleteBefore(clock.instant().minus(GIVEN_UP_AFTER));
        for (LetterRows.Letter letter : rows.claim(clock.instant())) {
            try {
                post.send(letter.address(), letter.subject(), letter.text());
                rows.delete(letter.id());
            } catch (Carrier.Undelivered undelivered) {
                LOG.warn("Letter {} waits: the mail server did not take it.", letter.id());
            }
        }
    }
}
