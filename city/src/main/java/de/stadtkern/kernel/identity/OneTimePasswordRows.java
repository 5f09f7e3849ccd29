package de.stadtkern.kernel.identity;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables one_time_password and recovery_code. */
@Component
class OneTimePasswordRows {

    private final JdbcClient jdbc;

    OneTimePasswordRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person's secret; this one when there was none. */
    String ensure(long personId, String secret) {
        jdbc.sql("insert into one_time_password (person_id, secret) values (:person, :secret) on conflict do nothing")
                .param("person", personId)
                .param("secret", secret)
                .update();
        return find(personId).orElseThrow();
    }

    Optional<String> find(long personId) {
        return jdbc.sql("select secret from one_time_password where person_id = :person")
                .param("person", personId)
                .query(String.class)
                .optional();
    }

    void confirm(long personId) {
        jdbc.sql("update one_time_password set confirmed_at = now() where person_id = :person")
                .param("person", personId)
                .update();
    }

    /** False when the code of this step or a newer one was used before. */
    boolean useStep(long personId, long step) {
        return jdbc.sql(
                                "update one_time_password set last_step = :step where person_id = :person and last_step < :step")
                        .param("person", personId)
                        .param("step", step)
                        .update()
                == 1;
    }

    void replaceRecoveryCodes(long personId, List<String> hashes) {
        deleteRecoveryCodes(personId);
        hashes.forEach(hash -> jdbc.sql("insert into recovery_code (person_id, code_hash) values (:person, :hash)")
                .param("person", personId)
                .param("hash", hash)
                .update());
    }

    /** False when there is no such code, or it was used before. */
    boolean useRecoveryCode(long personId, String hash) {
        return jdbc.sql("delete from recovery_code where person_id = :person and code_hash = :hash")
                        .param("person", personId)
                        .param("hash", hash)
                        .update()
                == 1;
    }

    void delete(long personId) {
        deleteRecoveryCodes(personId);
        jdbc.sql("delete from one_time_password where person_id = :person")
                .param("person", personId)
                .update();
    }

    private void deleteRecoveryCodes(long personId) {
        jdbc.sql("delete from recovery_code where person_id = :person")
                .param("person", personId)
                .update();
    }
}
