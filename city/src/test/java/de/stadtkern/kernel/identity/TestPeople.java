package de.stadtkern.kernel.identity;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.security.core.userdetails.UserDetails;

/** Somebody of each role in the town, and an officer of the town next door. */
@TestComponent
public class TestPeople {

    static final String PASSWORD = "sehr-geheimes-wort";

    private final People people;
    private final Municipality here;

    TestPeople(People people, Municipalities municipalities, PersonRows rows) {
        this.people = people;
        this.here = municipalities.ensure("musterstadt", "Musterstadt");
        add(rows, "leitung", Role.DUTY_OFFICER, here);
        add(rows, "mannschaft", Role.CREW, here);
        add(rows, "verwaltung", Role.ADMINISTRATOR, here);
        add(rows, "fremd", Role.DUTY_OFFICER, municipalities.ensure("nachbarstadt", "Nachbarstadt"));
    }

    public long municipality() {
        return here.id();
    }

    public UserDetails officer() {
        return people.loadUserByUsername("leitung");
    }

    public UserDetails crew() {
        return people.loadUserByUsername("mannschaft");
    }

    public UserDetails administrator() {
        return people.loadUserByUsername("verwaltung");
    }

    public UserDetails foreignOfficer() {
        return people.loadUserByUsername("fremd");
    }

    private void add(PersonRows rows, String login, Role role, Municipality municipality) {
        if (rows.findByLogin(login).isEmpty()) {
            people.add(new Newcomer(login, "Test " + login, PASSWORD, role), municipality.id());
        }
    }
}
