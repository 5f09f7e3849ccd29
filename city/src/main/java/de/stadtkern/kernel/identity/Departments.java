package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The departments (Ämter) of a municipality, and who belongs to them. They give no rights. */
@Component
public class Departments {

    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;
    private final People people;
    private final Access access;
    private final AuditLog auditLog;

    Departments(JdbcClient jdbc, People people, Access access, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.people = people;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** A department and how many people belong to it. */
    public record Department(long id, String name, long members) {}

    /** By name. */
    public List<Department> list(long municipalityId) {
        access.require(Permission.ADMINISTER, municipalityId);
        return jdbc.sql("""
            select d.id, d.name, count(m.person_id) as members
            from department d left join department_member m on m.department_id = d.id
            where d.municipality_id = :municipality group by d.id order by d.name\
            """)
                .param("municipality", municipalityId)
                .query(DataClassRowMapper.newInstance(Department.class))
                .list();
    }

    /** The ids of those to which the person belongs. */
    public List<Long> listOf(long personId, long municipalityId) {
        access.require(Permission.ADMINISTER, municipalityId);
        return jdbc.sql("""
            select d.id from department d join department_member m on m.department_id = d.id
            where d.municipality_id = :municipality and m.person_id = :person\
            """)
                .param("municipality", municipalityId)
                .param("person", personId)
                .query((rs, n) -> rs.getLong("id"))
                .list();
    }

    @Transactional
    public void create(String name, long municipalityId) {
        Person administrator = access.require(Permission.ADMINISTER, municipalityId);
        if (!PlainText.isReadable(name) || name.length() > LONGEST_NAME) {
            throw Refusal.badInput("identity.refusal.department-name", LONGEST_NAME)
                    .at("name");
        }
        boolean fresh = jdbc.sql("""
            insert into department (municipality_id, name) values (:municipality, :name)
            on conflict do nothing\
            """)
                        .param("municipality", municipalityId)
                        .param("name", name.strip())
                        .update()
                == 1;
        if (!fresh) {
            throw Refusal.conflict("identity.refusal.department-taken", name.strip())
                    .at("name");
        }
        auditLog.record(administrator, municipalityId, "department.created", name.strip());
    }

    /** Removes the department; its people stay. */
    @Transactional
    public void remove(long departmentId, long municipalityId) {
        Person administrator = access.require(Permission.ADMINISTER, municipalityId);
        String name = jdbc.sql(
                        "delete from department where id = :id and municipality_id = :municipality returning name")
                .param("id", departmentId)
                .param("municipality", municipalityId)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        auditLog.record(administrator, municipalityId, "department.removed", name);
    }

    /** Sets to which departments of the municipality the person belongs; ids of others are left out. */
    @Transactional
    public void assign(long personId, List<Long> departmentIds, long municipalityId) {
        Person person = people.get(personId, municipalityId).person();
        jdbc.sql("""
            delete from department_member where person_id = :person and department_id in
                (select id from department where municipality_id = :municipality)\
            """)
                .param("person", personId)
                .param("municipality", municipalityId)
                .update();
        departmentIds.forEach(id -> jdbc.sql("""
            insert into department_member (department_id, person_id)
            select id, :person from department where id = :id and municipality_id = :municipality\
            """)
                .param("person", personId)
                .param("id", id)
                .param("municipality", municipalityId)
                .update());
        auditLog.record(access.person(), municipalityId, "person.departments-changed", person.mark());
    }
}
