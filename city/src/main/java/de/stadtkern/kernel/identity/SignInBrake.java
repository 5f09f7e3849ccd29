package de.stadtkern.kernel.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down who tries passwords: after some failures each further attempt has to wait twice as long, up to a quarter
 * of an hour; an hour of rest forgets them. Kept in the database, so that all nodes count together. An attempt is counted
 * before it is made and taken back when it succeeds; thus many at once are counted too. Logins that do not exist are
 * braked like those that do.
 */
@Component
class SignInBrake {

    private static final int FREE_PER_ACCOUNT = 5;
    private static final int FREE_PER_ADDRESS = 50;
    private static final int LETTERS_PER_ADDRESS = 3;
    private static final int LETTERS_PER_SENDER = 20;
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int SHORT_HASH = 8;

    private final JdbcClient jdbc;

    SignInBrake(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes an attempt; refused while it has to wait. */
    void attempt(String login, String address) {
        admit(addressSubject(address), FREE_PER_ADDRESS);
        admit(accountSubject(login), FREE_PER_ACCOUNT);
    }

    void succeeded(String login, String address) {
        forget(accountSubject(login));
        jdbc.sql("""
            update sign_in_brake set failures = greatest(failures - 1, 0), free_at = now()
            where subject = :subject\
            """).param("subject", addressSubject(address)).update();
    }

    /** Notes an attempt of somebody known to show a code or the present password; refused while it has to wait. */
    void attemptProof(Person person) {
        admit(proofSubject(person), FREE_PER_ACCOUNT);
    }

    void proofSucceeded(Person person) {
        forget(proofSubject(person));
    }

    /** Notes that somebody wants a letter for this mail address; refused while one of them has to wait. */
    void attemptLetter(String mail, String sender) {
        admit("letters:" + addressSubject(sender), LETTERS_PER_SENDER);
        admit("letter:" + Secrets.hash(mail).substring(0, SHORT_HASH), LETTERS_PER_ADDRESS);
    }

    private void admit(String subject, int free) {
        boolean admitted =
                jdbc.sql("""
                    insert into sign_in_brake as b (subject, failures, changed_at, free_at)
                    values (:subject, 1, now(), now())
                    on conflict (subject) do update set
                        failures = case when b.changed_at < now() - interval '1 hour' then 1
                            else b.failures + 1 end,
                        free_at = case
                            when b.failures + 1 < :free or b.changed_at < now() - interval '1 hour' then now()
                            else now() + least(interval '15 minutes',
                                interval '30 seconds' * power(2, least(b.failures + 1 - :free, 10))) end,
                        changed_at = now()
                    where b.free_at <= now()\
                    """).param("subject", subject).param("free", free).update() == 1;
        if (!admitted) {
            throw new TooManyAttempts(wait(subject));
        }
    }

    private Duration wait(String subject) {
        return Duration.ofSeconds(
                jdbc.sql("""
                    select coalesce(max(ceil(extract(epoch from free_at - now()))), 0)::bigint
                    from sign_in_brake where subject = :subject\
                    """).param("subject", subject).query(Long.class).single());
    }

    private void forget(String subject) {
        jdbc.sql("delete from sign_in_brake where subject = :subject")
                .param("subject", subject)
                .update();
    }

    private static String accountSubject(String login) {
        return "account:" + Secrets.hash(login).substring(0, SHORT_HASH);
    }

    private static String proofSubject(Person person) {
        return "proof:" + person.id();
    }

    /** Of IPv6 the network: one household has very many addresses. */
    private static String addressSubject(String address) {
        try {
            InetAddress known = InetAddress.getByName(address);
            return "address:"
                    + (known instanceof Inet6Address
                            ? HexFormat.of().formatHex(Arrays.copyOf(known.getAddress(), IPV6_NETWORK_BYTES))
                            : known.getHostAddress());
        } catch (UnknownHostException e) {
            return "address:" + address;
        }
    }
}
