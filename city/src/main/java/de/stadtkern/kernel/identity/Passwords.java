package de.stadtkern.kernel.identity;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import de.stadtkern.kernel.problem.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * What makes a good password (NIST SP 800-63B, BSI ORP.4), and how it is kept: length counts, composition does not; the
 * commonest are refused, and those that say little besides the login or the town.
 */
@Component
class Passwords {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final int FEWEST_OWN_LETTERS = 6;

    private static final Set<String> COMMON = Set.of(
            "123456789012",
            "1234567890123",
            "1q2w3e4r5t6z",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "administrator",
            "changemenow1",
            "hallohallo12",
            "iloveyou1234",
            "letmein12345",
            "passwort1234",
            "password1234",
            "passwortpasswort",
            "passwordpassword",
            "qwertyuiop12",
            "qwertzuiop12",
            "qwertyuiopasdf",
            "qwertzuiopasdf",
            "schalke04schalke04",
            "sommer2026sommer",
            "willkommen12",
            "willkommen123",
            "willkommen2026");

    /* OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 iterations, 1 thread, 32 bytes. */
    private final PasswordEncoder encoder =
            new Argon2Password4jPasswordEncoder(Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID));
    private final String nobody = encoder.encode(Secrets.token());
    private final Municipalities municipalities;

    Passwords(Municipalities municipalities) {
        this.municipalities = municipalities;
    }

    /** The hash of a password that somebody has chosen; refused when it is a bad one. */
    String choose(String password, String login) {
        requireGood(password, login);
        return hash(password);
    }

    String hash(String password) {
        return encoder.encode(normal(password));
    }

    /** Takes as long when there is no hash to compare with. */
    boolean matches(String password, @Nullable String hash) {
        boolean same = encoder.matches(normal(password), hash == null ? nobody : hash);
        return hash != null && same;
    }

    private void requireGood(String password, String login) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            throw refused("identity.refusal.password-short", SHORTEST, length);
        }
        if (length > LONGEST) {
            throw refused("identity.refusal.password-long", LONGEST, length);
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (COMMON.contains(plain) || plain.chars().distinct().count() < 4) {
            throw refused("identity.refusal.password-common");
        }
        if (rest(plain, login).length() < FEWEST_OWN_LETTERS) {
            throw refused("identity.refusal.password-own", login);
        }
    }

    /** What is left without the login, the names of the towns, and digits and signs. */
    private String rest(String password, String login) {
        String rest = password.replace(login, "");
        for (Municipality one : municipalities.list()) {
            rest = rest.replace(one.key(), "");
        }
        return rest.length() == password.length() ? password : rest.replaceAll("[\\d\\p{Punct}\\s]", "");
    }

    private static Refusal refused(String textKey, Object... arguments) {
        return Refusal.badInput(textKey, arguments).at("password");
    }

    /** The same letters typed on another machine are the same password. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
