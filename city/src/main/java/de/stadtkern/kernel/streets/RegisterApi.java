package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** What the pages of the register do, as JSON. */
@RestController
@RequestMapping("/streets/api")
class RegisterApi {

    private static final Set<String> KEYS = Set.of(RegisterFilters.MUNICIPALITY, "segments", "street", "reason");

    private final StreetRegister register;
    private final RegisterImport imports;
    private final RegisterRows rows;
    private final Texts texts;

    RegisterApi(StreetRegister register, RegisterImport imports, RegisterRows rows, Texts texts) {
        this.register = register;
        this.imports = imports;
        this.rows = rows;
        this.texts = texts;
    }

    /** Of how many segments something else is said now. */
    record Changed(int changed) {}

    /** What is wrong at one place of a file. */
    record Fault(long line, String field, String message) {}

    /** Why nothing of a file was taken. */
    record Faults(List<Fault> faults) {}

    /** The fields of the filter are the parameters; those of a segment are the columns of the file. */
    @GetMapping("/register")
    List<Map<String, @Nullable Object>> list(@RequestParam Map<String, String> parameters) {
        long municipality = register.municipality(parameters.getOrDefault(RegisterFilters.MUNICIPALITY, ""));
        return rows.list(municipality, RegisterFilters.read(field -> parameters.getOrDefault(field, ""))).stream()
                .map(RegisterWriter::properties)
                .toList();
    }

    /** Says something of some segments, or of all of a street; fields that are left out stay, null takes away. */
    @PutMapping("/register")
    Changed change(@RequestBody(required = false) @Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw Refusal.badInput("portal.refusal.json");
        }
        Map<String, String> fields = fields(body);
        long municipality =
                register.municipality(body.path(RegisterFilters.MUNICIPALITY).asString(""));
        register.requireKeeper(municipality);
        return new Changed(register.change(
                municipality,
                segments(municipality, body),
                RegisterChange.of(fields),
                body.path("reason").asString("")));
    }

    /** What was ever said of a segment, the newest first. */
    @GetMapping("/history")
    List<RegisterEntry> history(@RequestParam long segment, @RequestParam(defaultValue = "") String municipality) {
        return rows.history(register.municipality(municipality), segment);
    }

    /** What the last extract changed. */
    @GetMapping("/changes")
    List<SegmentChange> changes(@RequestParam(defaultValue = "") String municipality) {
        return rows.listChanges(register.municipality(municipality));
    }

    /** A file as {@code register.csv} and {@code register.geojson} are: everything, or nothing and 400 with the faults. */
    @PostMapping("/import")
    ResponseEntity<Object> read(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String municipality)
            throws IOException {
        RegisterImport.Outcome outcome =
                imports.read(register.municipality(municipality), RegisterFilePage.content(file), reason);
        return outcome.faults().isEmpty()
                ? ResponseEntity.ok(new Changed(outcome.changed()))
                : ResponseEntity.badRequest()
                        .body(new Faults(
                                outcome.faults().stream().map(this::fault).toList()));
    }

    private Fault fault(RegisterImport.Fault fault) {
        Refusal refusal = fault.refusal();
        return new Fault(
                fault.number(),
                refusal.field(),
                texts.text(
                        Language.ENGLISH, refusal.textKey(), refusal.arguments().toArray()));
    }

    private static Map<String, String> fields(JsonNode body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (var field : body.properties()) {
            boolean list = field.getKey().equals("segments");
            if (!KEYS.contains(field.getKey()) && !RegisterChange.FIELDS.contains(field.getKey())
                    || field.getValue().isContainer() != list) {
                throw Refusal.badInput("portal.refusal.field", field.getKey(), RegisterChange.FIELDS)
                        .at(field.getKey());
            }
            if (!list) {
                fields.put(
                        field.getKey(),
                        field.getValue().isNull() ? "" : field.getValue().asString());
            }
        }
        return fields;
    }

    private List<Long> segments(long municipality, JsonNode body) {
        String street = body.path("street").asString("");
        if (!street.isEmpty()) {
            return rows.list(municipality, SegmentFilter.ALL.ofStreet(street)).stream()
                    .map(one -> one.segment().id())
                    .toList();
        }
        List<Long> segments = new ArrayList<>();
        for (JsonNode id : body.path("segments")) {
            if (!id.isIntegralNumber() || !id.canConvertToLong()) {
                throw Refusal.badInput("streets.refusal.segment", id.toString()).at("segments");
            }
            segments.add(id.asLong());
        }
        return segments;
    }
}
