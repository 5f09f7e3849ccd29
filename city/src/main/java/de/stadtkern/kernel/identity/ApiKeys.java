package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keys by which devices and programs come in. Only their hashes are kept. */
@Component
public class ApiKeys {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_MONTHS = 36;

    private final JdbcClient jdbc;
    private final Access access;
    private final AuditLog auditLog;

    ApiKeys(JdbcClient jdbc, Access access, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.access = access;
        this.auditLog = auditLog;
    }

    /**
     * A key as administrators see it.
     *
     * @param expiresAt null for the key that the program made for its own machine
     * @param lastUsedAt to the hour
     */
    public record Key(
            long id,
            long municipalityId,
            String name,
            Set<Scope> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant withdrawnAt) {}

    /** The keys of the municipality, newest first. */
    public List<Key> list(long municipalityId) {
        access.require(Permission.ADMINISTER, municipalityId);
        return jdbc.sql("select * from api_key where municipality_id = :municipality order by id desc")
                .param("municipality", municipalityId)
                .query(ApiKeys::key)
                .list();
    }

    /** Makes a key; it is returned here, once. */
    @Transactional
    public String create(long municipalityId, String name, Set<Scope> scopes, int months) {
        Person administrator = access.require(Permission.ADMINISTER, municipalityId);
        if (!PlainText.isReadable(name) || name.length() > LONGEST_NAME) {
            throw Refusal.badInput("identity.refusal.key-name", LONGEST_NAME).at("name");
        }
        if (scopes.isEmpty()) {
            throw Refusal.badInput("identity.refusal.key-scope").at("scope-" + Scope.WRITE_OBSERVATIONS);
        }
        if (months < 1 || months > MOST_MONTHS) {
            throw Refusal.badInput("identity.refusal.key-months", MOST_MONTHS, months)
                    .at("months");
        }
        String key = insert(municipalityId, name.strip(), scopes, Period.ofMonths(months));
        auditLog.record(administrator, municipalityId, "api-key.created", name.strip() + " " + Scope.words(scopes));
        return key;
    }

    /** Ends a key, at once and for good. */
    @Transactional
    public void withdraw(long keyId) {
        Key key = jdbc.sql("select * from api_key where id = :id")
                .param("id", keyId)
                .query(ApiKeys::key)
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        Person administrator = access.require(Permission.ADMINISTER, key.municipalityId());
        jdbc.sql("update api_key set withdrawn_at = now() where id = :id and withdrawn_at is null")
                .param("id", keyId)
                .update();
        auditLog.record(administrator, key.municipalityId(), "api-key.withdrawn", key.name());
    }

    /** The key of the machine itself: it does not expire. */
    String createForThisMachine(long municipalityId) {
        return insert(municipalityId, "this machine", Set.of(Scope.WRITE_OBSERVATIONS), null);
    }

    /** The device of a key that is valid. */
    Optional<Device> find(String key) {
        String hash = Secrets.hash(key);
        return jdbc.sql("""
                        select municipality_id, name, scope,
                            last_used_at is distinct from date_trunc('hour', now()) as first_use_this_hour
                        from api_key
                        where key_hash = :hash and withdrawn_at is null and (expires_at is null or expires_at > now())""")
                .param("hash", hash)
                .query((rs, n) -> {
                    if (rs.getBoolean("first_use_this_hour")) {
                        noteUse(hash);
                    }
                    return new Device(
                            rs.getLong("municipality_id"), rs.getString("name"), Scope.of(rs.getString("scope")));
                })
                .optional();
    }

    private void noteUse(String hash) {
        jdbc.sql("update api_key set last_used_at = date_trunc('hour', now()) where key_hash = :hash")
                .param("hash", hash)
                .update();
    }

    private String insert(long municipalityId, String name, Set<Scope> scopes, @Nullable Period validFor) {
        String key = "sk_" + Secrets.token();
        jdbc.sql("""
                        insert into api_key (municipality_id, name, key_hash, scope, expires_at)
                        values (:municipality, :name, :hash, :scope, now() + :months * interval '1 month')""")
                .param("municipality", municipalityId)
                .param("name", name)
                .param("hash", Secrets.hash(key))
                .param("scope", Scope.words(scopes))
                .param("months", validFor == null ? null : (int) validFor.toTotalMonths(), Types.INTEGER)
                .update();
        return key;
    }

    private static Key key(ResultSet rs, int row) throws SQLException {
        return new Key(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                Scope.of(rs.getString("scope")),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(rs, "expires_at"),
                instant(rs, "last_used_at"),
                instant(rs, "withdrawn_at"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
