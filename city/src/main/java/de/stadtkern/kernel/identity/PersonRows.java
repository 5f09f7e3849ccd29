package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.backup.Tombstone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables person and person_role. */
@Component
class PersonRows {

    private static final String SELECT = """
        select p.id, p.login, p.name, p.home_id, p.password_hash, p.deactivated_at is null as active,
            exists (select from one_time_password o where o.person_id = p.id and o.confirmed_at is not null)
                as has_one_time_password,
            exists (select from directory_account d where d.person_id = p.id) as from_directory,
            array(select r.municipality_id || ':' || r.role from person_role r where r.person_id = p.id) as roles
        from person p
        """;

    private final JdbcClient jdbc;

    PersonRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> findByLogin(String login) {
        return jdbc.sql(SELECT + "where p.login = :login")
                .param("login", login)
                .query(PersonRows::account)
                .optional();
    }

    Optional<Account> find(long id) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", id)
                .query(PersonRows::account)
                .optional();
    }

    /** Who has a role in the municipality or its account there, by name. */
    List<Account> listOf(long municipalityId) {
        return jdbc.sql(SELECT + """
            where p.home_id = :municipality or exists (
                select from person_role r
                where r.person_id = p.id and r.municipality_id = :municipality)
            order by p.name, p.login\
            """)
                .param("municipality", municipalityId)
                .query(PersonRows::account)
                .list();
    }

    /** Empty when the login is taken. */
    Optional<Long> insert(String login, String name, @Nullable String passwordHash, long homeId) {
        return jdbc.sql("""
            insert into person (login, name, password_hash, home_id) values (:login, :name, :hash, :home)
            on conflict (login) do nothing returning id\
            """)
                .param("login", login)
                .param("name", name)
                .param("hash", passwordHash)
                .param("home", homeId)
                .query(Long.class)
                .optional();
    }

    void setRoles(long personId, long municipalityId, Set<Role> roles) {
        jdbc.sql("delete from person_role where person_id = :person and municipality_id = :municipality")
                .param("person", personId)
                .param("municipality", municipalityId)
                .update();
        roles.forEach(role -> jdbc.sql("""
            insert into person_role (person_id, municipality_id, role)
            values (:person, :municipality, :role)\
            """)
                .param("person", personId)
                .param("municipality", municipalityId)
                .param("role", role.name())
                .update());
    }

    void setName(long id, String name) {
        jdbc.sql("update person set name = :name where id = :id")
                .param("name", name)
                .param("id", id)
                .update();
    }

    void setPassword(long id, String hash) {
        jdbc.sql("update person set password_hash = :hash where id = :id")
                .param("hash", hash)
                .param("id", id)
                .update();
    }

    void setActive(long id, boolean active) {
        jdbc.sql("update person set deactivated_at = case when :active then null else now() end where id = :id")
                .param("active", active)
                .param("id", id)
                .update();
    }

    /** Whether the municipality has an active administrator besides this person. */
    boolean hasOtherAdministrator(long municipalityId, long personId) {
        return jdbc.sql("""
            select exists (
                select from person_role r join person p on p.id = r.person_id
                where r.municipality_id = :municipality and r.role = 'ADMINISTRATOR'
                  and p.id <> :person and p.deactivated_at is null)\
            """)
                .param("municipality", municipalityId)
                .param("person", personId)
                .query(Boolean.class)
                .single();
    }

    void setEmail(long id, @Nullable String email) {
        jdbc.sql("update person set email = :email where id = :id")
                .param("email", email)
                .param("id", id)
                .update();
    }

    Optional<String> findEmail(long id) {
        return jdbc.sql("select email from person where id = :id and email is not null")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    UUID mark(long id) {
        return jdbc.sql("select mark from person where id = :id")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    /** Who of those who were erased is there again. */
    List<Long> listThere(List<Tombstone> tombstones) {
        return jdbc.sql("""
            select p.id from person p
            join unnest(:ids::bigint[], :marks::uuid[]) gone (id, mark) on p.id = gone.id and p.mark = gone.mark
            where p.erased_at is null order by p.id\
            """)
                .param("ids", tombstones.stream().map(Tombstone::personId).toArray(Long[]::new))
                .param("marks", tombstones.stream().map(Tombstone::mark).toArray(UUID[]::new))
                .query((rs, n) -> rs.getLong("id"))
                .list();
    }

    /** Forgets the person. The login of staff stays taken, because the audit log names it. */
    void erase(long id) {
        for (String change : List.of(
                "delete from mail_link where address in (select unnest(array[login, lower(email)]) from person where"
                        + " id = :id)",
                "delete from pseudonym where person_id = :id",
                "delete from department_member where person_id = :id",
                "delete from password_link where person_id = :id",
                "delete from one_time_password where person_id = :id",
                "delete from recovery_code where person_id = :id",
                "delete from directory_account where person_id = :id",
                "delete from user_entities where name = (select login from person where id = :id)",
                """
                update person p set name = '–', email = null, password_hash = null, deactivated_at = now(),
                    login = case when erased_at is null and not exists (
                        select from person_role r where r.person_id = p.id and r.role <> 'CITIZEN')
                        then 'erased-' || id else login end,
                    erased_at = coalesce(erased_at, now())
                where id = :id\
                """,
                "delete from person_role where person_id = :id")) {
            jdbc.sql(change).param("id", id).update();
        }
    }

    private static Account account(ResultSet rs, int row) throws SQLException {
        Person person = new Person(
                rs.getLong("id"), rs.getString("login"), rs.getString("name"), rs.getLong("home_id"), roles((String[])
                        rs.getArray("roles").getArray()));
        return new Account(
                person,
                rs.getString("password_hash"),
                rs.getBoolean("active"),
                rs.getBoolean("has_one_time_password"),
                rs.getBoolean("from_directory"));
    }

    /** From words such as {@code 7:CREW}. */
    private static Map<Long, Set<Role>> roles(String[] words) {
        Map<Long, Set<Role>> roles = new HashMap<>();
        for (String word : words) {
            String[] parts = word.split(":", 2);
            roles.computeIfAbsent(Long.valueOf(parts[0]), id -> EnumSet.noneOf(Role.class))
                    .add(Role.valueOf(parts[1]));
        }
        return roles;
    }
}
