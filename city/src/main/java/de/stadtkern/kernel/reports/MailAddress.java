package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses of mail as people type them. */
final class MailAddress {

    private static final int LONGEST = 200;

    private MailAddress() {}

    /** In lower case; null when nothing was typed. */
    static @Nullable String clean(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String address = typed.strip().toLowerCase(Locale.ROOT);
        requireValid(address);
        return address;
    }

    static void requireValid(String address) {
        if (address.length() > LONGEST || !address.matches("[^@\\s,;<>\"\\p{Cntrl}]+@[^@\\s,;<>\"\\p{Cntrl}]+")) {
            throw Refusal.badInput("reports.refusal.mail", address).at("mail");
        }
    }
}
