package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.EntityQuery;
import de.stadtkern.kernel.observations.query.EntityQuery.PageQuery;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Options;
import de.stadtkern.kernel.observations.query.Property;
import de.stadtkern.kernel.observations.query.Questions;
import de.stadtkern.kernel.observations.query.Questions.Question;
import de.stadtkern.kernel.observations.query.ResourcePath;
import de.stadtkern.kernel.observations.query.ResourcePath.Ending;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Answers what is asked about entities, written while it is read. */
@Component
class EntityReader {

    static final String JSON = "application/json;charset=UTF-8";
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final int LARGE_PAGE = 1000;

    private final Queries queries;
    private final Readers readers;
    private final Questions questions;

    EntityReader(Queries queries, Readers readers) {
        this.queries = queries;
        this.readers = readers;
        this.questions = new Questions(queries);
    }

    /** A question and how it came. */
    private record Asked(Call call, Question question) {

        ResourcePath path() {
            return question.path();
        }

        Options options() {
            return question.options();
        }
    }

    /** Work on rows that writes to a client. */
    @FunctionalInterface
    private interface Rows {
        void read(ResultSet rows) throws SQLException, IOException;
    }

    void read(Call call, Reply reply) throws IOException {
        Asked asked = new Asked(call, questions.get(call.path(), call.options(), readers.reader()));
        ResourcePath path = asked.path();
        if (!path.property().isEmpty()) {
            property(call, ResourcePath.of(call.path()), asked.options(), reply);
        } else if (path.ending() == Ending.COUNT) {
            requireOwner(asked);
            new RowWriter(reply.begin(TEXT), call.root()).text(String.valueOf(count(asked)));
        } else if (path.isCollection()) {
            collection(asked, reply);
        } else {
            new RowWriter(reply.begin(JSON), call.root()).row(row(asked.question.page(), ResourcePath.of(call.path())));
        }
    }

    /** The entity's own properties, without its links. */
    JsonNode properties(ResourcePath path) {
        Options options = Options.of(Map.of("$select", String.join(",", ownProperties(path.type()))));
        return Call.JSON.readTree(RowWriter.plain(row(page(path, options), path), ""));
    }

    private static List<String> ownProperties(EntityType type) {
        return type.properties().stream()
                .filter(property -> !property.is(Property.Trait.COMPUTED))
                .map(Property::name)
                .toList();
    }

    private PageQuery page(ResourcePath path, Options options) {
        return new EntityQuery(path, options, readers.reader(), queries).page();
    }

    private byte[] row(PageQuery page, ResourcePath path) {
        byte[] row = queries.ask(page.sql(), rows -> rows.next() ? rows.getBytes(1) : new byte[0]);
        if (row.length == 0) {
            throw Refusal.notFound("observations.refusal.resource", path.entities());
        }
        return row;
    }

    /** One property: as an object with this one member, or as the bare value. Without a value: 204. */
    private void property(Call call, ResourcePath path, Options options, Reply reply) throws IOException {
        String name = path.property().getFirst();
        List<String> steps = name.equals("id") ? List.of("@iot.id") : path.property();
        byte[] row = row(page(path, options.selecting(steps)), path);
        JsonNode entity = Call.JSON.readTree(RowWriter.plain(row, call.root()));
        JsonNode value = entity;
        for (String step : steps) {
            value = value.isArray() && step.matches("\\d{1,9}") ? value.path(Integer.parseInt(step)) : value.path(step);
        }
        if (value.isMissingNode() || value.isNull()) {
            reply.begin(204, Map.of()).close();
        } else if (path.ending() == Ending.VALUE) {
            new RowWriter(reply.begin(value.isContainer() ? JSON : TEXT), call.root())
                    .text(value.isString() ? value.stringValue() : value.toString());
        } else {
            JsonNode object = Call.JSON.createObjectNode().set(steps.getLast(), value);
            new RowWriter(reply.begin(JSON), call.root()).text(object.toString());
        }
    }

    private void collection(Asked asked, Reply reply) throws IOException {
        Long count = asked.options().count() ? count(asked) : null;
        PageQuery page = asked.question.page();
        Rows rows = switch (asked.options().format()) {
            case JSON -> found -> json(asked, new Page(page, found, count), reply);
            case DATA_ARRAY -> found -> dataArray(asked, new Page(page, found, count), reply);
            case CSV -> found -> Tables.csv(entities(asked, new Page(page, found, count)), reply);
            case GEO_JSON -> found -> Tables.geoJson(entities(asked, new Page(page, found, count)), reply);
        };
        if (page.quick() != null && queries.ask(page.quick(), found -> found.isBeforeFirst() && written(rows, found))) {
            return;
        }
        if (page.limit() >= LARGE_PAGE || asked.options().hasExpand()) {
            queries.stream(page.sql(), found -> written(rows, found));
        } else {
            queries.ask(page.sql(), found -> written(rows, found));
        }
    }

    private static boolean written(Rows rows, ResultSet found) throws SQLException {
        try {
            rows.read(found);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a page while they come in. */
    private static final class Page {

        private final PageQuery query;
        private final ResultSet rows;
        private final @Nullable Long count;
        private final List<@Nullable String> last = new ArrayList<>();
        private int read;
        private boolean more;

        Page(PageQuery query, ResultSet rows, @Nullable Long count) {
            this.query = query;
            this.rows = rows;
            this.count = count;
        }

        boolean next() throws SQLException {
            if (!rows.next()) {
                return false;
            }
            if (read == query.limit()) {
                more = read > 0;
                return false;
            }
            read++;
            if (read == query.limit()) {
                for (int key = 0; key < query.keys(); key++) {
                    last.add(rows.getString(key + 2));
                }
            }
            return true;
        }

        byte[] json() throws SQLException {
            return rows.getBytes(1);
        }

        String group() throws SQLException {
            return rows.getString(query.keys() + 2);
        }

        String countJson() {
            return count == null ? "" : "\"@iot.count\":" + count + ",";
        }

        /** Empty on the last page. */
        String nextLinkJson(Asked asked) {
            if (!more) {
                return "";
            }
            Map<String, String> options = new LinkedHashMap<>(asked.call.options());
            options.remove("$skip");
            options.put("$skiptoken", EntityQuery.token(last));
            String link = asked.call.root() + "/" + asked.call.path() + "?" + EntityQuery.encode(options);
            return ",\"@iot.nextLink\":" + Call.JSON.writeValueAsString(link);
        }
    }

    private void json(Asked asked, Page page, Reply reply) throws SQLException, IOException {
        boolean any = page.next();
        if (!any) {
            requireOwner(asked);
        }
        RowWriter out = new RowWriter(reply.begin(JSON), asked.call.root());
        out.text("{").text(page.countJson()).text("\"value\":[");
        for (String separator = ""; any; separator = ",") {
            out.text(separator).row(page.json());
            any = page.next();
        }
        out.text("]").text(page.nextLinkJson(asked)).text("}");
    }

    /** By datastream, as the standard wants it; other entities in one array. */
    private void dataArray(Asked asked, Page page, Reply reply) throws SQLException, IOException {
        boolean observations = asked.path().type() == EntityType.OBSERVATIONS;
        Map<String, List<byte[]>> groups = new LinkedHashMap<>();
        while (page.next()) {
            groups.computeIfAbsent(observations ? page.group() : "", group -> new ArrayList<>())
                    .add(page.json());
        }
        if (groups.isEmpty()) {
            requireOwner(asked);
        }
        String components =
                Call.JSON.writeValueAsString(EntityQuery.components(asked.path().type(), asked.options()));
        RowWriter out = new RowWriter(reply.begin(JSON), asked.call.root());
        out.text("{").text(page.countJson()).text("\"value\":[");
        String separator = "";
        for (var group : groups.entrySet()) {
            out.text(separator).text("{");
            if (observations) {
                out.text("\"")
                        .row(group.getKey().getBytes(StandardCharsets.UTF_8))
                        .text("\",");
            }
            out.text("\"components\":" + components + ",\"dataArray@iot.count\":"
                    + group.getValue().size() + ",\"dataArray\":[");
            for (int i = 0; i < group.getValue().size(); i++) {
                out.text(i == 0 ? "" : ",").row(group.getValue().get(i));
            }
            out.text("]}");
            separator = ",";
        }
        out.text("]").text(page.nextLinkJson(asked)).text("}");
    }

    private List<JsonNode> entities(Asked asked, Page page) throws SQLException, IOException {
        List<JsonNode> entities = new ArrayList<>();
        while (page.next()) {
            entities.add(Call.JSON.readTree(RowWriter.plain(page.json(), asked.call.root())));
        }
        if (entities.isEmpty()) {
            requireOwner(asked);
        }
        return entities;
    }

    private long count(Asked asked) {
        ResourcePath path = ResourcePath.of(asked.call.path());
        return queries.findNumber(new EntityQuery(path, asked.options(), readers.reader(), queries).count())
                .orElse(0L);
    }

    /** An empty collection of an entity that is not there is no collection: 404. */
    private void requireOwner(Asked asked) {
        ResourcePath path = ResourcePath.of(asked.call.path());
        if (path.owner().isPresent()) {
            if (queries.findNumber(EntityQuery.id(path.owner().get(), readers.reader()))
                    .isEmpty()) {
                throw Refusal.notFound("observations.refusal.resource", path.entities());
            }
        }
    }
}
