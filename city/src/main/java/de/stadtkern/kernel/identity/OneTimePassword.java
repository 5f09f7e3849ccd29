package de.stadtkern.kernel.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The codes of authenticator apps (RFC 6238): six digits, every 30 seconds, HMAC-SHA-1 as all apps have it. */
final class OneTimePassword {

    static final int SECRET_BYTES = 20;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;
    private static final int CODES = 1_000_000;

    private OneTimePassword() {}

    /** The step to which the code belongs: the running one, the one before or the one after, as clocks differ. */
    static OptionalLong step(String secret, String code, Instant now) {
        long running = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.rangeClosed(running - 1, running + 1)
                .filter(step -> code(secret, step).equals(code))
                .findFirst();
    }

    static String code(String secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(fromBase32(secret), "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return "%06d".formatted(number % CODES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }

    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            int value = 0;
            for (int i = bit; i < bit + 5; i++) {
                value = value << 1 | (i < bytes.length * 8 ? bytes[i / 8] >> 7 - i % 8 & 1 : 0);
            }
            text.append(BASE32.charAt(value));
        }
        return text.toString();
    }

    private static byte[] fromBase32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int value = BASE32.indexOf(text.charAt(bit / 5));
            bytes[bit / 8] = (byte) (bytes[bit / 8] << 1 | value >> 4 - bit % 5 & 1);
        }
        return bytes;
    }
}
