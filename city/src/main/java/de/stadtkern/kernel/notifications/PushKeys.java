package de.stadtkern.kernel.notifications;

import com.interaso.webpush.VapidKeys;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pair of keys by which push services know the town (RFC 8292). Made when first needed, one for all nodes. */
@Component
class PushKeys {

    private final JdbcClient jdbc;

    PushKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    VapidKeys get() {
        return find().orElseGet(() -> {
            VapidKeys fresh = VapidKeys.generate();
            jdbc.sql("""
                            insert into notification_push_key (public_key, private_key) values (:public, :private)
                            on conflict do nothing""")
                    .param("public", fresh.getX509PublicKey())
                    .param("private", fresh.getPkcs8PrivateKey())
                    .update();
            return find().orElseThrow();
        });
    }

    /** As browsers want it: an uncompressed point in Base64 for addresses. */
    String publicKey() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(get().getApplicationServerKey());
    }

    private Optional<VapidKeys> find() {
        return jdbc.sql("select public_key, private_key from notification_push_key")
                .query((rs, n) -> VapidKeys.create(rs.getString("public_key"), rs.getString("private_key")))
                .optional();
    }
}
