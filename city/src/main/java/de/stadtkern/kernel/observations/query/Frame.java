package de.stadtkern.kernel.observations.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The related entities that one comparison looks at. It holds when it holds for some of them. */
final class Frame {

    private final Aliases aliases;
    private final Reader reader;
    private final Map<String, String> joined = new HashMap<>();
    private final List<Sql> tables = new ArrayList<>();
    private final List<Sql> links = new ArrayList<>();

    Frame(Aliases aliases, Reader reader) {
        this.aliases = aliases;
        this.reader = reader;
    }

    /** Names for the tables of one query. */
    static final class Aliases {

        private int count;

        String next() {
            return "t" + count++;
        }
    }

    /** The alias of the related entity; the same for the same way. */
    String join(String owner, Relation relation) {
        return joined.computeIfAbsent(owner + "/" + relation.name(), way -> {
            String alias = aliases.next();
            tables.add(relation.type().from(alias));
            links.add(Sql.and(link(owner, relation, alias), reader.sees(relation.type(), alias)));
            return alias;
        });
    }

    /** Links between many are joined, so that PostgreSQL may begin at the other end. */
    private Sql link(String owner, Relation relation, String other) {
        if (relation.kind() != Relation.Kind.MANY_TO_MANY) {
            return relation.link(owner, other);
        }
        String link = aliases.next();
        tables.add(Sql.raw(relation.table() + " " + link));
        return Sql.raw(link + "." + relation.mine() + " = " + owner + ".id and " + link + "." + relation.theirs()
                + " = " + other + ".id");
    }

    Sql holds(Sql condition) {
        return tables.isEmpty() ? condition : Sql.of("exists (select {} and ({}))", source(), condition);
    }

    Sql value(Sql value) {
        return tables.isEmpty() ? value : Sql.of("(select {} {} limit 1)", value, source());
    }

    private Sql source() {
        return Sql.of("from {} where {}", Sql.join(", ", tables), Sql.join(" and ", links));
    }
}
