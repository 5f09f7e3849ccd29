package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.devices.decoding.Decoder;
import de.stadtkern.kernel.devices.scripts.Sandbox;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The device types: those that come with the program, and those that a municipality made. */
@Component
class DeviceTypes {

    private static final int MOST_OWN = 200;
    private static final int MOST_MEASURES = 40;
    private static final int MOST_PATHS = 10;
    private static final int LONGEST = 200;
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{1,59}");
    private static final Pattern MEASURE_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,59}");
    private static final Pattern PATH = Pattern.compile("[^\\s,]{1,200}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final JdbcClient jdbc;
    private final Sandbox sandbox;
    private final Map<String, DeviceType> shipped = new LinkedHashMap<>();

    DeviceTypes(JdbcClient jdbc, Sandbox sandbox) {
        this.jdbc = jdbc;
        this.sandbox = sandbox;
        var file = Objects.requireNonNull(DeviceTypes.class.getResourceAsStream("device-types.json"));
        for (DeviceType type : JSON.readValue(file, DeviceType[].class)) {
            shipped.put(type.key(), checked(type));
        }
    }

    boolean isShipped(String key) {
        return shipped.containsKey(key);
    }

    Optional<DeviceType> find(long municipalityId, String key) {
        DeviceType known = shipped.get(key);
        return known != null
                ? Optional.of(known)
                : jdbc.sql("select definition from device_type where municipality_id = :municipality and key = :key")
                        .param("municipality", municipalityId)
                        .param("key", key)
                        .query(String.class)
                        .optional()
                        .map(DeviceTypes::parse);
    }

    /**
     * The key of the type of which devices with this ProfileID in their QR code have been set up here before: no list of
     * vendors' profiles is public.
     */
    Optional<String> findByProfile(long municipalityId, String profile) {
        return jdbc.sql("""
                        select t.properties ->> 'deviceType' from device d
                        join thing t on t.municipality_id = d.municipality_id and lower(t.properties ->> 'devEui') = d.dev_eui
                        where d.municipality_id = :municipality and d.profile_id = :profile
                            and t.properties ->> 'deviceType' is not null
                        order by d.id desc limit 1""")
                .param("municipality", municipalityId)
                .param("profile", profile)
                .query(String.class)
                .optional();
    }

    /** All that the municipality may use, by name. */
    List<DeviceType> list(long municipalityId) {
        List<DeviceType> types = new ArrayList<>(shipped.values());
        jdbc.sql("select definition from device_type where municipality_id = :municipality")
                .param("municipality", municipalityId)
                .query(String.class)
                .list()
                .forEach(definition -> types.add(parse(definition)));
        types.sort(Comparator.comparing(DeviceType::name, String.CASE_INSENSITIVE_ORDER));
        return types;
    }

    /**
     * Keeps a type of the municipality; it holds from the next message on.
     *
     * @param fresh refused when there is one with this key; it replaces that one otherwise
     */
    void save(long municipalityId, DeviceType type, boolean fresh) {
        checked(type);
        if (isShipped(type.key()) || (fresh && find(municipalityId, type.key()).isPresent())) {
            throw Refusal.conflict("devices.refusal.type-taken", type.key()).at("key");
        }
        if (type.script() != null) {
            sandbox.requireUsable(type.script());
        }
        boolean saved = jdbc.sql("""
                        insert into device_type (municipality_id, key, definition)
                        select :municipality, :key, :definition::jsonb
                        where (select count(*) from device_type
                            where municipality_id = :municipality and key <> :key) < :most
                        on conflict (municipality_id, key) do update
                            set definition = excluded.definition, changed_at = now()""")
                        .param("municipality", municipalityId)
                        .param("key", type.key())
                        .param("definition", JSON.writeValueAsString(type))
                        .param("most", MOST_OWN)
                        .update()
                == 1;
        if (!saved) {
            throw Refusal.conflict("devices.refusal.types-full", MOST_OWN);
        }
    }

    /** A type as clients send it. */
    static DeviceType parse(JsonNode json) {
        try {
            return JSON.treeToValue(json, DeviceType.class);
        } catch (JacksonException e) {
            throw Refusal.badInput("devices.refusal.type", e.getOriginalMessage());
        }
    }

    private static DeviceType parse(String definition) {
        return JSON.readValue(definition, DeviceType.class);
    }

    /** The type, when it keeps all rules; each refusal is at the field of the form. */
    static DeviceType checked(DeviceType type) {
        require(KEY.matcher(type.key()).matches(), "devices.refusal.key", type.key(), "key");
        require(isName(type.name()), "devices.refusal.name", type.name(), "name");
        String decoder = type.decoder();
        require(decoder == null || Decoder.find(decoder).isPresent(), "devices.refusal.decoder", decoder, "decoder");
        require(decoder == null || type.script() == null, "devices.refusal.two-decoders", decoder, "script");
        require(
                !type.measures().isEmpty() && type.measures().size() <= MOST_MEASURES,
                "devices.refusal.measures",
                type.measures().size(),
                "key-0");
        for (int i = 0; i < type.measures().size(); i++) {
            check(type.measures().get(i), "-" + i);
        }
        requireCalculable(type);
        return type;
    }

    private static void check(Measure measure, String row) {
        String key = measure.key();
        require(MEASURE_KEY.matcher(key).matches(), "devices.refusal.measure-key", key, "key" + row);
        require(isName(measure.name()), "devices.refusal.name", measure.name(), "name" + row);
        require(isUri(measure.definition()), "devices.refusal.definition", measure.definition(), "definition" + row);
        require(
                measure.paths().size() <= MOST_PATHS
                        && measure.paths().stream()
                                .allMatch(path -> PATH.matcher(path).matches()),
                "devices.refusal.paths",
                measure.paths(),
                "paths" + row);
    }

    /** Refuses a type by which messages cannot be read. */
    static void requireCalculable(DeviceType type) {
        Set<String> before = new HashSet<>();
        for (int i = 0; i < type.measures().size(); i++) {
            Measure measure = type.measures().get(i);
            Formula formula = measure.formula();
            requireUnits(measure, "unit-" + i);
            require(
                    formula == null
                            || (before.containsAll(measure.from())
                                    && formula.takes(measure.from().size())),
                    "devices.refusal.from",
                    measure.from(),
                    "from-" + i);
            require(before.add(measure.key()), "devices.refusal.measure-twice", measure.key(), "key-" + i);
        }
    }

    private static void requireUnits(Measure measure, String field) {
        Formula formula = measure.formula();
        String sent = formula == null ? measure.unit() : formula.unit();
        String observed = measure.observed();
        require(sent != null || observed == null, "devices.refusal.no-unit", observed, field);
        if (sent != null && observed != null) {
            try {
                Ucum.requireConvertible(sent, observed);
            } catch (Refusal refusal) {
                throw refusal.at(field);
            }
        }
    }

    private static boolean isName(String name) {
        return PlainText.isReadable(name) && name.length() <= LONGEST;
    }

    private static boolean isUri(String text) {
        try {
            return text.length() <= LONGEST && URI.create(text).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean kept, String textKey, @Nullable Object value, String field) {
        if (!kept) {
            throw Refusal.badInput(textKey, String.valueOf(value)).at(field);
        }
    }
}
