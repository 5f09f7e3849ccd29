package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads entities as the standard's JSON, without their links. */
@Component
class EntityRows {

    private final JdbcClient jdbc;

    EntityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An entity: its id and its properties as a JSON object. */
    record Row(long id, String body) {}

    /** Which entities: a condition in SQL, in which :id may stand for an id. */
    record Selection(EntitySet set, String condition, long id) {

        static Selection all(EntitySet set) {
            return new Selection(set, "true", 0);
        }

        static Selection one(EntitySet set, long id) {
            return new Selection(set, "id = :id", id);
        }

        /** What the relation of one entity leads to. */
        static Selection related(EntitySet owner, long id, String relation) {
            EntitySet related = owner.findRelated(relation)
                    .orElseThrow(() -> Refusal.notFound("observations.refusal.relation", owner.entityName(), relation));
            return new Selection(related, EntitySql.relatedTo(owner, relation), id);
        }
    }

    Row get(Selection selection) {
        return list(selection, new QueryOptions(1, 0, false, null)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(
                        "observations.refusal.unknown", selection.set().entityName(), selection.id()));
    }

    List<Row> list(Selection selection, QueryOptions options) {
        String order = EntitySql.order(selection.set(), options.orderBy());
        return jdbc.sql(EntitySql.select(selection.set()) + selection.condition() + " order by " + order
                        + " limit :top offset :skip")
                .param("id", selection.id())
                .param("top", options.top())
                .param("skip", options.skip())
                .query(DataClassRowMapper.newInstance(Row.class))
                .list();
    }

    long count(Selection selection) {
        return jdbc.sql("select count(*) from " + EntitySql.table(selection.set()) + " where " + selection.condition())
                .param("id", selection.id())
                .query(Long.class)
                .single();
    }
}
