package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who is on call when. */
@Component
public class Standby {

    private final StandbyRows rows;
    private final People people;

    Standby(StandbyRows rows, People people) {
        this.rows = rows;
        this.people = people;
    }

    /** Those on call in the municipality at this moment, in the order in which to call; nobody who has left. */
    public List<OnCall> onCall(long municipalityId, Instant at) {
        return rows.list(Set.of(municipalityId), at, at.plusNanos(1000)).stream()
                .flatMap(duty -> findPerson(duty).map(person -> new OnCall(duty.position(), person)).stream())
                .toList();
    }

    /** Who is meant; empty when the person cannot sign in any more, or sees nothing of the municipality. */
    Optional<Person> findPerson(Duty duty) {
        return people.findActive(duty.personId())
                .filter(person -> person.may(Permission.SEE_OPERATIONS, duty.municipalityId()));
    }
}
