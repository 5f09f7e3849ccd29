package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.Sql;
import org.springframework.stereotype.Component;

/** Where a Thing is and was: every new place leaves a HistoricalLocation (18-088, section 10.2.2). */
@Component
class Whereabouts {

    private final Queries queries;

    Whereabouts(Queries queries) {
        this.queries = queries;
    }

    /** Keeps the present Locations of the Thing, if it has any, as its newest HistoricalLocation. */
    void note(long thing) {
        queries.change(Sql.of("""
                with present as (select location_id from thing_location where thing_id = {}),
                noted as (
                    insert into historical_location (thing_id, time)
                    select {}, now() where exists (select from present) returning id)
                insert into historical_location_location (historical_location_id, location_id)
                select noted.id, present.location_id from noted, present""", thing, thing));
    }

    /** The Thing is at this Location now, and at no other. */
    void moveTo(long thing, long location) {
        queries.change(Sql.of("delete from thing_location where thing_id = {} and location_id <> {}", thing, location));
        queries.change(Sql.of(
                "insert into thing_location (thing_id, location_id) values ({}, {}) on conflict do nothing",
                thing,
                location));
        note(thing);
    }

    /** Is the HistoricalLocation the Thing's newest, the Thing is there. */
    void follow(long historicalLocation) {
        Sql newest = Sql.of("""
                select h.thing_id, l.location_id from historical_location h
                join historical_location_location l on l.historical_location_id = h.id
                where h.id = {} and not exists (
                    select from historical_location o where o.thing_id = h.thing_id and o.time > h.time)""", historicalLocation);
        queries.change(Sql.of(
                "delete from thing_location t using ({}) n where t.thing_id = n.thing_id and t.location_id <> n.location_id",
                newest));
        queries.change(Sql.of("insert into thing_location (thing_id, location_id) {} on conflict do nothing", newest));
    }
}
