package de.stadtkern.kernel.identity;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables person and person_role. */
@Component
class PersonRows {

    private final JdbcClient jdbc;

    PersonRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<SignedIn> findByLogin(String login) {
        return jdbc.sql("select id, login, name, password_hash from person where login = :login")
                .param("login", login)
                .query((rs, n) -> new SignedIn(
                        new Person(rs.getLong("id"), rs.getString("login"), rs.getString("name"), Map.of()),
                        rs.getString("password_hash")))
                .optional()
                .map(found -> new SignedIn(withRoles(found.person()), found.passwordHash()));
    }

    List<Person> listOf(Collection<Long> municipalityIds) {
        return jdbc
                .sql("""
                        select id, login, name from person p
                        where exists (select from person_role r where r.person_id = p.id and r.municipality_id in (:ids))
                        order by name, login""")
                .param("ids", municipalityIds)
                .query((rs, n) -> new Person(rs.getLong("id"), rs.getString("login"), rs.getString("name"), Map.of()))
                .list()
                .stream()
                .map(this::withRoles)
                .toList();
    }

    /** False when the login is taken. */
    boolean insert(Newcomer newcomer, String passwordHash, long municipalityId) {
        Optional<Long> id = jdbc.sql("""
                        insert into person (login, name, password_hash) values (:login, :name, :hash)
                        on conflict (login) do nothing returning id""")
                .param("login", newcomer.login())
                .param("name", newcomer.name())
                .param("hash", passwordHash)
                .query(Long.class)
                .optional();
        id.ifPresent(personId -> jdbc.sql(
                        "insert into person_role (person_id, municipality_id, role) values (:person, :municipality, :role)")
                .param("person", personId)
                .param("municipality", municipalityId)
                .param("role", newcomer.role().name())
                .update());
        return id.isPresent();
    }

    private Person withRoles(Person person) {
        Map<Long, Set<Role>> roles = new HashMap<>();
        jdbc.sql("select municipality_id, role from person_role where person_id = :id")
                .param("id", person.id())
                .query(rs -> {
                    roles.computeIfAbsent(rs.getLong("municipality_id"), id -> EnumSet.noneOf(Role.class))
                            .add(Role.valueOf(rs.getString("role")));
                });
        return new Person(person.id(), person.login(), person.name(), roles);
    }
}
