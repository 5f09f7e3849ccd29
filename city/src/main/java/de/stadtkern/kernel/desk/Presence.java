package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is at the desk now, and at which proposal. Pages that are open say so every few seconds; who has not been heard of
 * for {@link #FORGOTTEN_AFTER} is forgotten, and nothing of it is kept. Only colleagues of the same municipality learn of
 * each other.
 */
@Component
class Presence {

    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    /** The place of the desk itself, among the ids of proposals. */
    static final long DESK = 0;

    private final JdbcClient jdbc;
    private final Access access;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Presence(JdbcClient jdbc, Access access, LiveUpdates liveUpdates, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** A colleague, and what the colleague looks at: {@link #DESK} or a proposal. */
    record Colleague(String name, long place) {}

    /** The signed-in person is here now. Refused with 404 when it is a proposal that the person may not read. */
    @Transactional
    void note(long place) {
        Person person = access.person();
        Set<Long> own = access.requireAnywhere(Permission.SEE_OPERATIONS);
        if (place != DESK && !isReadable(place)) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
        boolean fresh = jdbc.sql("""
                        insert into desk_presence (person_id, proposal_id, person_name, municipality_ids, seen_at)
                        values (:person, :place, :name, :municipalities, :now)
                        on conflict (person_id, proposal_id) do update
                        set person_name = :name, municipality_ids = :municipalities, seen_at = :now
                        returning xmax = 0""")
                .param("person", person.id())
                .param("place", place)
                .param("name", person.name())
                .param("municipalities", own.toArray(Long[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
        if (fresh) {
            liveUpdates.announce(Proposals.TOPIC);
        }
    }

    /** The colleagues of the signed-in person that are here now, by name, without the person. */
    List<Colleague> list() {
        Person person = access.person();
        return jdbc.sql("""
                        select person_name, proposal_id from desk_presence
                        where seen_at > :since and person_id <> :person and municipality_ids && :municipalities
                        order by lower(person_name), person_id, proposal_id""")
                .param("since", clock.instant().minus(FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC))
                .param("person", person.id())
                .param(
                        "municipalities",
                        person.municipalitiesWith(Permission.SEE_OPERATIONS).toArray(Long[]::new))
                .query((rs, n) -> new Colleague(rs.getString("person_name"), rs.getLong("proposal_id")))
                .list();
    }

    /** The names of those who are at one place. */
    static List<String> at(long place, List<Colleague> colleagues) {
        return colleagues.stream()
                .filter(one -> one.place() == place)
                .map(Colleague::name)
                .toList();
    }

    @Scheduled(initialDelayString = "PT15S", fixedRateString = "PT15S")
    @SchedulerLock(name = "desk/presence", lockAtMostFor = "PT30S")
    @Transactional
    void forget() {
        int gone = jdbc.sql("delete from desk_presence where seen_at <= :since")
                .param("since", clock.instant().minus(FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC))
                .update();
        if (gone > 0) {
            liveUpdates.announce(Proposals.TOPIC);
        }
    }

    private boolean isReadable(long proposal) {
        return jdbc.sql("select exists (select from proposal where id = :id and municipality_id in (:municipalities))")
                .param("id", proposal)
                .param("municipalities", access.requireReadable(Proposals.RECORD))
                .query(Boolean.class)
                .single();
    }
}
