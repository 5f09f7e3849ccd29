package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.portal.Language;
import java.time.Instant;

/**
 * A browser in which a person wants to be told.
 *
 * @param endpoint address at the push service of its maker
 * @param publicKey of the browser, an uncompressed point on P-256 (65 bytes), in Base64 for addresses
 * @param secret of the browser (16 bytes), in Base64 for addresses
 * @param language in which it is told
 */
record Browser(
        long id,
        long personId,
        String endpoint,
        String publicKey,
        String secret,
        Language language,
        String label,
        Instant addedAt) {}
