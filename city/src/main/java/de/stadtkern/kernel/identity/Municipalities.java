package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The municipalities that this program serves. */
@Component
public class Municipalities {

    private final JdbcClient jdbc;

    Municipalities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All, by name. */
    public List<Municipality> list() {
        return jdbc.sql("select id, key, name from municipality order by name")
                .query(DataClassRowMapper.newInstance(Municipality.class))
                .list();
    }

    /** The municipality, refused with 404 when there is none. */
    public Municipality get(long id) {
        return jdbc.sql("select id, key, name from municipality where id = :id")
                .param("id", id)
                .query(Municipality.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    Municipality ensure(String key, String name) {
        jdbc.sql("insert into municipality (key, name) values (:key, :name) on conflict (key) do nothing")
                .param("key", key)
                .param("name", name)
                .update();
        return jdbc.sql("select id, key, name from municipality where key = :key")
                .param("key", key)
                .query(Municipality.class)
                .single();
    }
}
