package de.stadtkern.kernel.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keys by which devices and programs write. Kept as SHA-256 only: 256 random bits need no slow hash. */
@Component
class ApiKeys {

    static final String WRITE_OBSERVATIONS = "observations:write";

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The key itself is returned here, once; only its hash is kept. */
    String create(long municipalityId, String name) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String key = "sk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        jdbc.sql("""
                        insert into api_key (municipality_id, name, key_hash, scope)
                        values (:municipality, :name, :hash, :scope)""")
                .param("municipality", municipalityId)
                .param("name", name)
                .param("hash", hash(key))
                .param("scope", WRITE_OBSERVATIONS)
                .update();
        return key;
    }

    Optional<Device> find(String key) {
        return jdbc.sql("select municipality_id, name, scope from api_key where key_hash = :hash")
                .param("hash", hash(key))
                .query(Device.class)
                .optional();
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
