package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Under which name others see a person in public: chosen by the person, else by chance. Unique in the town. */
@Component
public class Pseudonyms {

    /** Of somebody who has left. */
    public static final String NOBODY = "–";

    private static final int SHORTEST = 3;
    private static final int LONGEST = 30;
    private static final int NUMBERS = 10_000;
    private static final List<String> WORDS = List.of("Nachbarin", "Nachbar");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final PersonRows people;
    private final Access access;
    private final AuditLog auditLog;

    Pseudonyms(JdbcClient jdbc, PersonRows people, Access access, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.people = people;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** The person's, made by chance when there is none yet; {@link #NOBODY} when the person has left. */
    public String get(long personId) {
        return find(personId)
                .or(() -> people.find(personId).filter(Account::active).map(account -> give(account.person())))
                .orElse(NOBODY);
    }

    /** Refused when it says nothing, could be an address, or is somebody else's. */
    @Transactional
    public void choose(String wanted) {
        Person person = access.person();
        String name = wanted.strip().replaceAll("\\s+", " ");
        int length = name.codePointCount(0, name.length());
        if (!PlainText.isReadable(name) || length < SHORTEST || length > LONGEST || leadsTo(person, name)) {
            throw Refusal.badInput("identity.refusal.pseudonym", SHORTEST, LONGEST)
                    .at("pseudonym");
        }
        try {
            jdbc.sql("""
                insert into pseudonym (person_id, municipality_id, name) values (:person, :municipality, :name)
                on conflict (person_id) do update set name = excluded.name\
                """)
                    .param("person", person.id())
                    .param("municipality", person.homeId())
                    .param("name", name)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Refusal.conflict("identity.refusal.pseudonym-taken", name).at("pseudonym");
        }
        auditLog.record(person, person.homeId(), "pseudonym.chosen", "");
    }

    /** Such as "Nachbarin 4711". */
    static String random() {
        return WORDS.get(RANDOM.nextInt(WORDS.size())) + " " + (NUMBERS + RANDOM.nextInt(9 * NUMBERS));
    }

    private String give(Person person) {
        while (true) {
            int given = jdbc.sql("""
                insert into pseudonym (person_id, municipality_id, name) values (:person, :municipality, :name)
                on conflict do nothing\
                """)
                    .param("person", person.id())
                    .param("municipality", person.homeId())
                    .param("name", random())
                    .update();
            Optional<String> known = find(person.id());
            if (given == 1 || known.isPresent()) {
                return known.orElseThrow();
            }
        }
    }

    private Optional<String> find(long personId) {
        return jdbc.sql("select name from pseudonym where person_id = :person")
                .param("person", personId)
                .query((rs, n) -> rs.getString("name"))
                .optional();
    }

    /** Whether it holds an address, or what stands before the @ of the own. */
    private static boolean leadsTo(Person person, String name) {
        String own = person.login().split("@", 2)[0];
        return name.contains("@")
                || name.toLowerCase(Locale.ROOT).replace(' ', '.').equals(own);
    }
}
