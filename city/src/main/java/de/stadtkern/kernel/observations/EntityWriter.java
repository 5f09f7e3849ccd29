package de.stadtkern.kernel.observations;

import static de.stadtkern.kernel.observations.query.EntityType.FEATURES_OF_INTEREST;
import static de.stadtkern.kernel.observations.query.EntityType.LOCATIONS;
import static de.stadtkern.kernel.observations.query.EntityType.OBSERVATIONS;
import static de.stadtkern.kernel.observations.query.EntityType.THINGS;

import de.stadtkern.kernel.observations.query.EntityQuery;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Reader;
import de.stadtkern.kernel.observations.query.Relation;
import de.stadtkern.kernel.observations.query.ResourcePath;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.observations.storage.Figures;
import de.stadtkern.kernel.observations.storage.FoldedObservations;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes and deletes entities, each request in one transaction: whole or not at all. */
@Component
class EntityWriter {

    private final Queries queries;
    private final ObservationWriter observations;
    private final EntityRemoval removal;
    private final Extents extents;
    private final Whereabouts whereabouts;
    private final Ownership ownership;
    private final FoldedObservations folded;
    private final Figures figures;
    private final ChangeFeed feed;

    EntityWriter(
            Queries queries,
            ObservationWriter observations,
            EntityRemoval removal,
            Extents extents,
            Whereabouts whereabouts,
            Ownership ownership,
            FoldedObservations folded,
            Figures figures,
            ChangeFeed feed) {
        this.queries = queries;
        this.observations = observations;
        this.removal = removal;
        this.extents = extents;
        this.whereabouts = whereabouts;
        this.ownership = ownership;
        this.folded = folded;
        this.figures = figures;
        this.feed = feed;
    }

    /** The entity to which a new one belongs. */
    private record Parent(Relation via, long id) {}

    /** Creates an entity with everything inside it. */
    @Transactional
    long create(ResourcePath path, Body body, @Nullable String token) {
        if (!path.isCollection()) {
            throw Refusal.badInput("observations.refusal.not-a-set", path.entities());
        }
        EntityType type = path.type();
        Parent parent = path.owner().map(owner -> parent(path, owner)).orElse(null);
        if (type == OBSERVATIONS) {
            return observations
                    .createAll(List.of(observation(prepared(body), parent, token)))
                    .getFirst();
        }
        long id = create(type, body, parent);
        if (parent != null && type == LOCATIONS && isOfThing(path)) {
            whereabouts.moveTo(parent.id, id);
        }
        return id;
    }

    private static boolean isOfThing(ResourcePath path) {
        return path.owner().filter(owner -> owner.type() == THINGS).isPresent();
    }

    private Parent parent(ResourcePath path, ResourcePath owner) {
        long id = getId(owner);
        ownership.require(owner.type(), id);
        return new Parent(Objects.requireNonNull(path.steps().getLast().via()), id);
    }

    private long getId(ResourcePath path) {
        return queries.findNumber(EntityQuery.id(path, new Reader(Set.of(ownership.own()))))
                .orElseThrow(() -> Refusal.notFound("observations.refusal.resource", path.entities()));
    }

    private long create(EntityType type, Body body, @Nullable Parent parent) {
        Columns columns = Columns.all(type, body);
        for (Relation relation : type.relations()) {
            if (relation.isSingle()) {
                columns.put(relation.mine(), one(relation, body, parent));
            }
        }
        if (Ownership.isDirect(type)) {
            columns.put("municipality_id", ownership.own());
        }
        long id = queries.findNumber(columns.insertInto(type.table())).orElseThrow();
        if (parent != null && parent.via.kind() == Relation.Kind.MANY_TO_MANY) {
            attach(parent.via, parent.id, id, 0);
        }
        for (Relation relation : type.relations()) {
            if (!relation.isSingle()) {
                addAll(relation, id, body.objects(relation.name()));
            }
        }
        settle(type, id, body, parent);
        feed.note(type, id);
        return id;
    }

    /** The id of what a single relation leads to: the parent, a link, or an entity made of what stands inside. */
    private long one(Relation relation, Body body, @Nullable Parent parent) {
        if (parent != null
                && parent.via.kind() == Relation.Kind.TO_MANY
                && parent.via.theirs().equals(relation.mine())) {
            return parent.id;
        }
        Long linked = body.link(relation.name());
        if (linked == null) {
            return create(relation.type(), body.object(relation.name()), null);
        }
        ownership.require(relation.type(), linked);
        return linked;
    }

    private void addAll(Relation relation, long owner, List<Body> members) {
        if (relation.type() == OBSERVATIONS) {
            var _ = observations.createAll(members.stream()
                    .map(member -> observation(prepared(member), new Parent(relation, owner), null))
                    .toList());
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            Long linked = members.get(i).ownId();
            if (linked != null) {
                ownership.require(relation.type(), linked);
                attach(relation, owner, linked, i);
            } else if (relation.kind() == Relation.Kind.MANY_TO_MANY
                    && relation.table().equals("datastream_property")) {
                attach(relation, owner, create(relation.type(), members.get(i), null), i);
            } else {
                create(relation.type(), members.get(i), new Parent(relation, owner));
            }
        }
    }

    private void attach(Relation relation, long owner, long other, int position) {
        if (relation.kind() == Relation.Kind.TO_MANY) {
            if (relation.type() == OBSERVATIONS) {
                folded.unfold(other);
                figures.touch(other);
            }
            queries.change(Sql.of(
                    "update " + relation.type().rows() + " set " + relation.theirs() + " = {} where {}",
                    owner,
                    relation.type().withIds(other)));
            if (relation.type() == OBSERVATIONS) {
                figures.touch(other);
            }
        } else if (relation.table().equals("datastream_property")) {
            queries.change(Sql.of(
                    "insert into datastream_property (" + relation.mine() + ", " + relation.theirs()
                            + ", position) values ({}, {}, {})",
                    owner,
                    other,
                    position));
        } else {
            queries.change(Sql.of(
                    "insert into " + relation.table() + " (" + relation.mine() + ", " + relation.theirs()
                            + ") values ({}, {}) on conflict do nothing",
                    owner,
                    other));
        }
    }

    /** What a new entity means for others. */
    private void settle(EntityType type, long id, Body body, @Nullable Parent parent) {
        switch (type) {
            case THINGS -> {
                if (body.has("Locations") || parent != null) {
                    whereabouts.note(id);
                }
            }
            case LOCATIONS -> {
                for (Body thing : body.objects("Things")) {
                    Long linked = thing.ownId();
                    if (linked != null) {
                        whereabouts.moveTo(linked, id);
                    }
                }
            }
            case HISTORICAL_LOCATIONS -> whereabouts.follow(id);
            case MULTI_DATASTREAMS -> requireWidth(id);
            default -> {
                // means nothing to others
            }
        }
    }

    private void requireWidth(long id) {
        boolean fits = queries.findNumber(Sql.of("""
                        select 1 from datastream d where id = {}
                        and jsonb_array_length(observation_types) = jsonb_array_length(unit) and jsonb_array_length(unit) =
                            (select count(*) from datastream_property p where p.datastream_id = d.id)""", id)).isPresent();
        if (!fits) {
            throw Refusal.badInput("observations.refusal.multi-width");
        }
    }

    private NewObservation observation(Body body, @Nullable Parent parent, @Nullable String token) {
        boolean ofDatastream = parent != null && parent.via.theirs().equals("datastream_id");
        if (parent != null && !ofDatastream) {
            body.put("FeatureOfInterest", parent.id);
        }
        return ObservationReader.read(body).get(datastream(body, ofDatastream ? parent : null), token);
    }

    private @Nullable Long datastream(Body body, @Nullable Parent parent) {
        if (parent != null) {
            return parent.id;
        }
        for (String name : List.of("Datastream", "MultiDatastream")) {
            if (body.has(name)) {
                return one(OBSERVATIONS.relation(name), body, null);
            }
        }
        return null;
    }

    /** With a feature that stands inside made an entity of its own. */
    private Body prepared(Body observation) {
        if (observation.has("FeatureOfInterest") && observation.link("FeatureOfInterest") == null) {
            Body feature = observation.object("FeatureOfInterest");
            observation.put("FeatureOfInterest", create(FEATURES_OF_INTEREST, feature, null));
        }
        return observation;
    }

    /** Changes what the body names (PATCH), or everything (PUT): then what is missing is gone, or refused. */
    @Transactional
    void change(ResourcePath path, Body body, boolean everything) {
        if (path.isCollection()) {
            throw Refusal.badInput("observations.refusal.not-an-entity", path.entities());
        }
        EntityType type = path.type();
        long id = getId(path);
        ownership.require(type, id);
        Columns columns = everything ? Columns.all(type, body) : Columns.some(type, body);
        if (everything && !body.has("phenomenonTime")) {
            columns.keep("phenomenon_time").keep("phenomenon_end");
        }
        for (Relation relation : type.relations()) {
            if (relation.isSingle() && body.has(relation.name())) {
                columns.put(relation.mine(), requiredLink(relation, body.object(relation.name())));
            }
        }
        if (type == OBSERVATIONS) {
            folded.unfold(id);
            figures.touch(id);
        }
        Set<Long> before = datastreamOf(type, id);
        if (!columns.isEmpty()) {
            queries.change(columns.update(type, id));
        }
        for (Relation relation : type.relations()) {
            if (!relation.isSingle() && body.has(relation.name())) {
                relink(type, id, relation, body.objects(relation.name()));
            }
        }
        adjust(type, id, body, before);
        feed.note(type, id);
    }

    private long requiredLink(Relation relation, Body other) {
        Long linked = other.ownId();
        if (linked == null || other.json().size() > 1) {
            throw Refusal.badInput("observations.refusal.inline", relation.name());
        }
        ownership.require(relation.type(), linked);
        return linked;
    }

    private void relink(EntityType type, long id, Relation relation, List<Body> others) {
        List<Long> links = new ArrayList<>();
        others.forEach(other -> links.add(requiredLink(relation, other)));
        if (relation.kind() == Relation.Kind.MANY_TO_MANY) {
            queries.change(Sql.of("delete from " + relation.table() + " where " + relation.mine() + " = {}", id));
        }
        for (int i = 0; i < links.size(); i++) {
            attach(relation, id, links.get(i), i);
        }
        if (type == THINGS && relation.name().equals("Locations")) {
            whereabouts.note(id);
        }
    }

    private Set<Long> datastreamOf(EntityType type, long id) {
        return type == OBSERVATIONS
                ? Set.of(queries.ask(
                        Sql.of("select datastream_id from observation_row where {}", type.withIds(id)), Ids::read))
                : Set.of();
    }

    /** What a changed entity means for others. */
    private void adjust(EntityType type, long id, Body body, Set<Long> before) {
        if (type == OBSERVATIONS) {
            Set<Long> changed = new HashSet<>(before);
            changed.addAll(datastreamOf(type, id));
            figures.touch(id);
            extents.observeAgain(id);
            extents.renew(changed);
        } else if (type == LOCATIONS && body.has("location")) {
            queries.change(Sql.of("update location set feature_id = null where id = {}", id));
        } else if (type == FEATURES_OF_INTEREST && body.has("feature")) {
            extents.renewAreas(id);
        } else if (type == EntityType.HISTORICAL_LOCATIONS) {
            whereabouts.follow(id);
        } else if (type == EntityType.MULTI_DATASTREAMS) {
            requireWidth(id);
        }
    }

    @Transactional
    void delete(ResourcePath path) {
        if (path.isCollection()) {
            throw Refusal.badInput("observations.refusal.not-an-entity", path.entities());
        }
        long id = getId(path);
        ownership.require(path.type(), id);
        removal.remove(path.type(), id);
    }
}
