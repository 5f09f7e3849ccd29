package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.identity.Municipality.Kind;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The municipalities and districts that this program serves. */
@Component
public class Municipalities {

    private static final String SELECT = "select id, key, name, kind, district_id from municipality ";

    private final JdbcClient jdbc;

    Municipalities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All, by name. */
    public List<Municipality> list() {
        return jdbc.sql(SELECT + "order by name")
                .query(DataClassRowMapper.newInstance(Municipality.class))
                .list();
    }

    /** The municipality, refused with 404 when there is none. */
    public Municipality get(long id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(DataClassRowMapper.newInstance(Municipality.class))
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    /** Whose pages somebody sees: of the municipalities in which the person has a role, else of all, the oldest. */
    public Municipality getFor(@Nullable Person person) {
        List<Municipality> all = list();
        return all.stream()
                .filter(one -> person != null && person.roles().containsKey(one.id()))
                .min(Comparator.comparingLong(Municipality::id))
                .or(() -> all.stream().min(Comparator.comparingLong(Municipality::id)))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    Optional<Municipality> findByKey(String key) {
        return jdbc.sql(SELECT + "where key = :key")
                .param("key", key)
                .query(DataClassRowMapper.newInstance(Municipality.class))
                .optional();
    }

    /** The oldest of its kind: the one that the configuration names. */
    Optional<Municipality> findFirst(Kind kind) {
        return jdbc.sql(SELECT + "where kind = :kind order by id limit 1")
                .param("kind", kind.name())
                .query(DataClassRowMapper.newInstance(Municipality.class))
                .optional();
    }

    /** Refused when the name says nothing or is taken. */
    Municipality create(String name, Kind kind, @Nullable Long districtId) {
        if (!PlainText.isReadable(name)) {
            throw Refusal.badInput("identity.refusal.municipality-name").at("municipality");
        }
        return jdbc.sql("""
                        insert into municipality (key, name, kind, district_id) values (:key, :name, :kind, :district)
                        on conflict (key) do nothing returning id, key, name, kind, district_id""")
                .param("key", keyOf(name))
                .param("name", name.strip())
                .param("kind", kind.name())
                .param("district", districtId)
                .query(DataClassRowMapper.newInstance(Municipality.class))
                .optional()
                .orElseThrow(() -> Refusal.conflict("identity.refusal.municipality-taken", name.strip())
                        .at("municipality"));
    }

    void rename(long id, String name) {
        jdbc.sql("update municipality set name = :name, key = :key where id = :id")
                .param("name", name)
                .param("key", keyOf(name))
                .param("id", id)
                .update();
    }

    void join(long id, long districtId) {
        jdbc.sql("update municipality set district_id = :district where id = :id")
                .param("district", districtId)
                .param("id", id)
                .update();
    }

    private static String keyOf(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
