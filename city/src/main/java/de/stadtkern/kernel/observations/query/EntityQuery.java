package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.observations.query.Options.Expand;
import de.stadtkern.kernel.observations.query.Options.Order;
import de.stadtkern.kernel.problem.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The statements that answer a request: the page, its count, whether the owner is there. */
public final class EntityQuery {

    private static final long MOST_ROWS_BEHIND_ONE = 100_000;

    private final ResourcePath path;
    private final Options options;
    private final Reader reader;
    private final Frame.Aliases aliases = new Frame.Aliases();
    private final Translator translator;

    public EntityQuery(ResourcePath path, Options options, Reader reader, Geometries geometries) {
        this.path = path;
        this.options = options;
        this.reader = reader;
        this.translator = new Translator(aliases, reader, geometries);
        if (Projection.rows(options.expand(), path.type()) > MOST_ROWS_BEHIND_ONE) {
            throw Refusal.badInput("observations.refusal.expand-rows", MOST_ROWS_BEHIND_ONE);
        }
    }

    /** A relation that is followed, and from which row. */
    private record Way(Relation relation, String owner) {}

    /**
     * One row more than the page holds, which says that there is a next one.
     *
     * @param sql gives the JSON in the first column, then the values of the keys; behind them, in a data array of
     *     Observations, the link to the datastream
     * @param quick to be asked first: gives the same page with less work, or nothing; null when there is no such way
     */
    public record PageQuery(
            Sql sql, int limit, int keys, @Nullable Sql quick) {

        PageQuery with(UnaryOperator<@Nullable Object> bind) {
            return new PageQuery(sql.with(bind), limit, keys, quick == null ? null : quick.with(bind));
        }
    }

    public PageQuery page() {
        String alias = aliases.next();
        return page(alias, path.condition(alias, reader), path.isCollection() ? options.limit() : 1);
    }

    /** Those of these entities that would be on some page, all of them; the last key is the id. */
    public PageQuery among(Long[] ids) {
        String alias = aliases.next();
        Sql these = Sql.of(alias + ".id = any({})", (Object) ids);
        Sql near = path.type() == EntityType.OBSERVATIONS
                ? Sql.of(
                        alias + ".id >> 18 = any({}) and " + alias + ".ids && int8range({}, {}, '[]')",
                        ObservationSource.groups(ids),
                        Collections.min(List.of(ids)),
                        Collections.max(List.of(ids)))
                : Sql.TRUE;
        return page(alias, Sql.and(path.condition(alias, reader), these, near), ids.length);
    }

    private PageQuery page(String alias, Sql where, int limit) {
        int most = path.isCollection() ? limit + 1 : 1;
        Rows rows = rows(path.type(), alias, where, options, defaultOrder(alias), most);
        Sql quick = rows.newest == null ? null : statement(alias, rows, rows.newest.newest());
        return new PageQuery(statement(alias, rows, rows.source), limit, rows.keys.size(), quick);
    }

    private Sql statement(String alias, Rows rows, Sql source) {
        boolean array = options.format() == Options.ResultFormat.DATA_ARRAY;
        Expansion expansion = isPlain() ? Expansion.none() : expansion(path.type(), alias, options);
        List<Sql> columns = new ArrayList<>();
        if (path.ending() == ResourcePath.Ending.REF) {
            columns.add(Projection.reference(path.type(), alias));
        } else if (array) {
            columns.add(Projection.array(path.type(), alias, components()));
        } else {
            columns.add(Projection.json(path.type(), alias, options, expansion.parts));
        }
        for (int i = 0; i < rows.keys.size(); i++) {
            columns.add(Sql.raw(alias + ".k" + i));
        }
        if (array && path.type() == EntityType.OBSERVATIONS) {
            columns.add(
                    Sql.raw("concat((select case when d.multi then 'Multi' end from datastream d where d.id = " + alias
                            + ".datastream_id), 'Datastream@iot.navigationLink\":\"" + Projection.ROOT
                            + "', (select case when d.multi"
                            + " then 'Multi' end from datastream d where d.id = " + alias
                            + ".datastream_id), 'Datastreams(', " + alias
                            + ".datastream_id, ')')"));
        }
        return Sql.of(
                "select {} from {} {} order by {}", Sql.join(", ", columns), source, expansion.joins(), rows.order);
    }

    private boolean isPlain() {
        return path.ending() == ResourcePath.Ending.REF || options.format() == Options.ResultFormat.DATA_ARRAY;
    }

    private List<String> components() {
        return components(path.type(), options);
    }

    /** What the rows of a data array hold, in this order. */
    public static List<String> components(EntityType type, Options options) {
        return Projection.components(type, options);
    }

    private boolean isOfADatastream() {
        return path.type() == EntityType.OBSERVATIONS
                && path.isCollection()
                && path.owner().filter(owner -> owner.type().isDatastream()).isPresent();
    }

    private boolean isOfAll() {
        return path.type() == EntityType.OBSERVATIONS && path.steps().size() == 1;
    }

    /** How many there are, without regard to pages. */
    public Sql count() {
        if (isOfADatastream() && options.filter() == null) {
            return Sql.of(
                    "select coalesce(sum(e.observations), 0)::bigint from datastream_extent e where e.datastream_id = {}",
                    path.owner().orElseThrow().id("o", reader));
        }
        String alias = aliases.next();
        Sql where = Sql.and(path.condition(alias, reader), filter(options, path.type(), alias));
        if (path.type() != EntityType.OBSERVATIONS) {
            return Sql.of("select count(*) from {} where {}", path.type().from(alias), where);
        }
        Relation via = path.steps().getLast().via();
        boolean whole = options.filter() == null && (via == null || via.theirs().equals("datastream_id"));
        DayBounds days = DayBounds.of(options.filter());
        return Sql.of(
                "select {} + (select "
                        + (whole
                                ? "coalesce(sum(size), 0) from observation_chunk "
                                : "count(*) from observation_folded ")
                        + alias + " where {})",
                ObservationSource.count(alias, where, isOfAll() && days.areLong()),
                Sql.and(where, days.condition(alias)));
    }

    /** The ids of all of them for which something more holds, said of their alias. */
    public Sql ids(Function<String, Sql> more) {
        String alias = aliases.next();
        return Sql.of(
                "select " + alias + ".id from {} where {}",
                path.type().from(alias),
                Sql.and(path.condition(alias, reader), filter(options, path.type(), alias), more.apply(alias)));
    }

    /** The id of the one entity to which the path leads. */
    public static Sql id(ResourcePath path, Reader reader) {
        return Sql.of("select t.id from " + path.type().table() + " t where {}", path.condition("t", reader));
    }

    public static String token(List<@Nullable String> values) {
        return SortKey.token(values);
    }

    /**
     * The rows of a page, under their alias, with the values they are ordered by as k0, k1 …
     *
     * @param newest where the newest observation of a datastream may stand, when that is all that is asked for
     */
    private record Rows(
            Sql source,
            Sql order,
            List<SortKey> keys,
            @Nullable ObservationSource newest) {

        /** A column of an expansion: of where the newest stands, else of the rows. */
        Sql either(String alias, String column) {
            String usual = alias + "e." + column;
            return Sql.raw(newest == null ? usual : "coalesce(" + alias + "n." + column + ", " + usual + ")");
        }
    }

    private Rows rows(EntityType type, String alias, Sql where, Options options, List<SortKey> usual, int limit) {
        List<SortKey> keys = keys(type, alias, options, usual);
        List<Sql> columns = new ArrayList<>();
        List<Sql> inner = new ArrayList<>();
        List<Sql> outer = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            SortKey key = keys.get(i);
            columns.add(Sql.of("{} as k" + i, key.value()));
            inner.add(Sql.raw("k" + i + key.direction()));
            outer.add(Sql.raw(alias + ".k" + i + key.direction()));
        }
        Sql behind = options.after() == null ? Sql.TRUE : SortKey.behind(keys, options.after());
        Sql all = Sql.and(where, filter(options, type, alias), behind);
        ObservationSource observations = new ObservationSource(
                alias,
                keys,
                Sql.join(", ", columns),
                all,
                DayBounds.of(options.filter()),
                options.after(),
                isOfAll() && options == this.options);
        Sql source = type == EntityType.OBSERVATIONS && observations.isOrderedLikeChunks()
                ? observations.page(limit, options.skip())
                : Sql.of(
                        "(select " + alias + ".*, {} from {} where {} order by {} limit " + limit + " offset "
                                + options.skip() + ") " + alias,
                        Sql.join(", ", columns),
                        type.from(alias),
                        all,
                        Sql.join(", ", inner));
        Sql extents = type.isDatastream()
                ? Sql.raw(" left join datastream_extent " + alias + "x on " + alias + "x.datastream_id = " + alias
                        + ".id")
                : Sql.EMPTY;
        boolean newest = isNewest(type, options, usual);
        return new Rows(Sql.of("{}{}", source, extents), Sql.join(", ", outer), keys, newest ? observations : null);
    }

    /** Observations are ordered by time by themselves only where they belong to one datastream. */
    private static boolean isNewest(EntityType type, Options options, List<SortKey> usual) {
        return type == EntityType.OBSERVATIONS && usual.size() > 1 && options.isNewest();
    }

    private Sql filter(Options options, EntityType type, String alias) {
        return options.filter() == null
                ? Sql.TRUE
                : Sql.of("({})", translator.condition(options.filter(), Scope.of(type, alias)));
    }

    private List<SortKey> keys(EntityType type, String alias, Options options, List<SortKey> usual) {
        if (options.order().isEmpty()) {
            return usual;
        }
        List<SortKey> keys = new ArrayList<>();
        for (Order order : options.order()) {
            keys.addAll(SortKey.of(translator.value(order.by(), Scope.of(type, alias)), order.descending()));
        }
        keys.add(SortKey.id(alias, keys.getLast().descending()));
        return keys;
    }

    /** Observations newest first, those of a datastream by phenomenonTime; everything else by id. */
    private List<SortKey> defaultOrder(String alias) {
        ResourcePath.Step last = path.steps().getLast();
        return last.via() == null || last.via().isSingle()
                ? List.of(SortKey.id(alias, path.type() == EntityType.OBSERVATIONS))
                : defaultOrder(last.via(), alias, path.owner().orElseThrow().id(alias + "o", reader));
    }

    private static List<SortKey> defaultOrder(Relation via, String alias, Sql owner) {
        if (via.theirs().equals("datastream_id") && via.type() == EntityType.OBSERVATIONS) {
            return List.of(
                    new SortKey(Sql.raw(alias + ".phenomenon_time"), "timestamptz", true, false),
                    SortKey.id(alias, true));
        }
        if (via.table().equals("datastream_property") && via.type() == EntityType.OBSERVED_PROPERTIES) {
            Sql position = Sql.of(
                    "(select min(l.position) from datastream_property l where l.datastream_id = {}"
                            + " and l.observed_property_id = " + alias + ".id)",
                    owner);
            return List.of(new SortKey(position, "int", false, false), SortKey.id(alias, false));
        }
        return List.of(SortKey.id(alias, via.type() == EntityType.OBSERVATIONS));
    }

    /** What expanded relations add to a statement: joins, and pieces of the entity's JSON by relation. */
    private record Expansion(List<Sql> laterals, Map<String, Sql> parts) {

        static Expansion none() {
            return new Expansion(new ArrayList<>(), new LinkedHashMap<>());
        }

        Sql joins() {
            return Sql.join(" ", laterals);
        }
    }

    private Expansion expansion(EntityType type, String alias, Options options) {
        Expansion expansion = Expansion.none();
        for (Expand expand : options.expand()) {
            Way way = new Way(Projection.relation(type, expand), alias);
            if (way.relation.isSingle()) {
                addOne(expansion, way, expand.options());
            } else {
                addMany(expansion, type, way, expand.options());
            }
        }
        return expansion;
    }

    private void addOne(Expansion expansion, Way way, Options options) {
        String alias = aliases.next();
        EntityType type = way.relation.type();
        Expansion deeper = expansion(type, alias, options);
        Sql where =
                Sql.and(way.relation.link(way.owner, alias), reader.sees(type, alias), filter(options, type, alias));
        expansion.laterals.add(Sql.of(
                "left join lateral (select {} as json from {} {} where {}) " + alias + "e on true",
                Projection.json(type, alias, options, deeper.parts),
                type.from(alias),
                deeper.joins(),
                where));
        expansion.parts.put(
                way.relation.name(),
                Sql.raw("coalesce(',\"" + way.relation.name() + "\":' || " + alias + "e.json, '')"));
    }

    private void addMany(Expansion expansion, EntityType ownerType, Way way, Options options) {
        String alias = aliases.next();
        EntityType type = way.relation.type();
        Sql where = Sql.and(way.relation.link(way.owner, alias), reader.sees(type, alias));
        List<SortKey> usual = defaultOrder(way.relation, alias, Sql.raw(way.owner + ".id"));
        Rows rows = rows(type, alias, where, options, usual, options.limit() + 1);
        Expansion deeper = expansion(type, alias, options);
        Sql json = Projection.json(type, alias, options, deeper.parts);
        if (rows.newest != null) {
            expansion.laterals.add(rows.newest.newestJson(json));
        }
        expansion.laterals.add(Sql.of(
                "left join lateral (select string_agg(r.json, ',' order by r.n) as json, count(*) > " + options.limit()
                        + " as more from (select row_number() over (order by {}) as n,"
                        + " case when row_number() over (order by {}) <= " + options.limit()
                        + " then {} end as json from {} {} where {}) r) " + alias + "e on true",
                rows.order,
                rows.order,
                json,
                rows.source,
                deeper.joins(),
                rows.newest == null ? Sql.TRUE : Sql.raw(alias + "n.json is null")));
        String name = way.relation.name();
        String link = "',\"" + name + "@iot.nextLink\":\"" + Projection.ROOT + ownerType.setName() + "(' || "
                + way.owner + ".id || ')/" + name + "?";
        Sql count = options.count()
                ? Sql.of(
                        "',\"" + name + "@iot.count\":' || (select count(*) from {} where {}) || ",
                        type.from(alias),
                        Sql.and(where, filter(options, type, alias)))
                : Sql.EMPTY;
        expansion.parts.put(
                name,
                Sql.of(
                        "{}',\"" + name + "\":[' || coalesce({}, '') || ']' || case when {} then " + link
                                + "' || {}::text || '\"' else '' end",
                        count,
                        rows.either(alias, "json"),
                        rows.either(alias, "more"),
                        nextQuery(options)));
    }

    private static String nextQuery(Options options) {
        Map<String, String> texts = new LinkedHashMap<>(options.texts());
        texts.put("$top", String.valueOf(options.limit()));
        texts.put("$skip", String.valueOf(options.skip() + options.limit()));
        return encode(texts);
    }

    /** As the query of an address. */
    public static String encode(Map<String, String> options) {
        StringBuilder text = new StringBuilder();
        options.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
        return text.toString();
    }
}
