package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.portal.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The rules as JSON, with the fields of the form. */
@RestController
@RequestMapping("/alarms/api/rules")
class RuleApi {

    private static final String ONE = "/{id:[0-9]+}";

    private final Rules rules;

    RuleApi(Rules rules) {
        this.rules = rules;
    }

    /** A rule by its fields. */
    record Line(long id, Map<String, String> fields) {

        static Line of(Rule rule) {
            return new Line(rule.id(), new TreeMap<>(RuleFields.of(rule).values()));
        }
    }

    /** An alarm that was raised for a test. */
    record Raised(long alarm) {}

    @GetMapping
    List<Line> list() {
        return rules.list().stream().map(Line::of).toList();
    }

    @GetMapping(ONE)
    Line get(@PathVariable long id) {
        return Line.of(rules.get(id));
    }

    /** What the body leaves out is as in a new form. */
    @PostMapping
    Line create(@RequestBody(required = false) @Nullable JsonNode body) {
        Set<Long> keeps = rules.requireKeeper();
        Form form = RuleFields.blank().with(body, RuleFields.NAMES);
        return get(rules.save(rules.read(form, 0, RulePage.municipality(form, keeps))));
    }

    /** What the body leaves out stays as it is. */
    @PutMapping(ONE)
    Line change(@PathVariable long id, @RequestBody(required = false) @Nullable JsonNode body) {
        Rule rule = rules.get(id);
        Form form = RuleFields.of(rule).with(body, RuleFields.NAMES);
        return get(rules.save(rules.read(form, id, rule.municipalityId())));
    }

    @PostMapping(ONE + "/test")
    Raised test(@PathVariable long id) {
        return new Raised(rules.test(id));
    }
}
