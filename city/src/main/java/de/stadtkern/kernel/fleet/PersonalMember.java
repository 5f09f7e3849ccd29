package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.identity.PersonalData;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which crew member a person is. The member is the employer's and stays until it leaves; the account lets go of it. */
@Component
class PersonalMember implements PersonalData {

    private final MemberRows members;
    private final JdbcClient jdbc;

    PersonalMember(MemberRows members, JdbcClient jdbc) {
        this.members = members;
        this.jdbc = jdbc;
    }

    @Override
    public String room() {
        return "fleet";
    }

    @Override
    public Map<String, Object> export(long personId) {
        return members.findByPerson(personId)
                .map(known -> Map.<String, Object>of("member", known))
                .orElse(Map.of());
    }

    @Override
    public void erase(long personId) {
        jdbc.sql("update fleet_member set person_id = null where person_id = :person")
                .param("person", personId)
                .update();
    }
}
