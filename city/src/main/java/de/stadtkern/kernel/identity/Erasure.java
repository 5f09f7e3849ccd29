package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.backup.Tombstone;
import de.stadtkern.kernel.backup.Tombstones;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets people in every room: who closes the account; and, before the town opens its doors, whom a restored backup has
 * brought back.
 */
@Component
class Erasure implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(Erasure.class);

    private final ObjectProvider<PersonalData> rooms;
    private final PersonRows rows;
    private final Tombstones tombstones;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasure(
            ObjectProvider<PersonalData> rooms,
            PersonRows rows,
            Tombstones tombstones,
            TransactionTemplate transaction,
            Clock clock) {
        this.rooms = rooms;
        this.rows = rows;
        this.tombstones = tombstones;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Within the running transaction. */
    void erase(Person person) {
        forget(person.id());
        // Microseconds, as the database keeps them.
        tombstones.add(new Tombstone(
                person.id(), rows.mark(person.id()), clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Long> back = rows.listThere(tombstones.list());
        back.forEach(id -> transaction.executeWithoutResult(status -> forget(id)));
        if (!back.isEmpty()) {
            log.info("Erased {} people who had closed their accounts and were in a restored backup", back.size());
        }
    }

    private void forget(long personId) {
        rooms.forEach(room -> room.erase(personId));
        rows.erase(personId);
    }
}
