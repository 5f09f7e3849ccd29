package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.portal.Form;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the pages of the quality show and do, as JSON. Read by people and by API keys; whoever changes is a person. */
@RestController
@RequestMapping("/quality/api")
class QualityApi {

    private static final String SERIES = "/datastreams/{id:[0-9]{1,18}}";
    private static final String CHECK = "/checks/{id:[0-9]{1,18}}";
    private static final String RUN = "/runs/{id:[0-9]{1,18}}";

    private final WorstSeries overview;
    private final SeriesQuality series;
    private final Marks marks;
    private final Checks checks;
    private final Runs runs;

    QualityApi(WorstSeries overview, SeriesQuality series, Marks marks, Checks checks, Runs runs) {
        this.overview = overview;
        this.series = series;
        this.marks = marks;
        this.checks = checks;
        this.runs = runs;
    }

    /** A flagged span; the code is that of the standard. */
    record Span(
            Instant from,
            Instant until,
            Flag flag,
            int code,
            String test,
            @Nullable String by,
            @Nullable String reason) {

        static Span of(Flagged one) {
            return new Span(one.from(), one.until(), one.flag(), one.flag().code(), one.test(), one.by(), one.reason());
        }
    }

    /** A check by its fields. */
    record CheckLine(long id, Map<String, String> fields) {

        static CheckLine of(Check check) {
            return new CheckLine(check.id(), CheckFields.of(check).values());
        }
    }

    /** How far a run is. */
    record RunLine(
            long id,
            long municipality,
            Instant since,
            Run.State state,
            int percent,
            long done,
            long total,
            String person,
            Instant startedAt,
            @Nullable Instant endedAt) {

        static RunLine of(Run run) {
            return new RunLine(
                    run.id(),
                    run.municipalityId(),
                    run.since(),
                    run.state(),
                    run.percent(),
                    run.done(),
                    run.total(),
                    run.person(),
                    run.startedAt(),
                    run.endedAt());
        }
    }

    @GetMapping
    List<WorstSeries.Line> overview(Form form) {
        return overview.list(QualityPage.period(form));
    }

    @GetMapping(SERIES + "/flags")
    List<Span> flags(@PathVariable long id, Form form) {
        return series.flags(id, form).stream().map(Span::of).toList();
    }

    @GetMapping(SERIES + "/aggregates")
    List<Aggregate> aggregates(@PathVariable long id, Form form) {
        return series.aggregates(id, form);
    }

    @GetMapping(SERIES + "/marks")
    List<ManualMark> marks(@PathVariable long id) {
        return marks.list(id);
    }

    /** {@code {"from": "…", "until": "…", "flag": "FAIL", "reason": "…"}}. */
    @PostMapping(SERIES + "/marks")
    Map<String, Long> mark(@PathVariable long id, @RequestBody(required = false) @Nullable JsonNode body) {
        series.get(id);
        Form form = Form.blank().with(body, Set.of("from", "until", "flag", "reason"));
        return Map.of("id", marks.make(id, QualityPage.wish(form)));
    }

    @PostMapping("/marks/{id:[0-9]{1,18}}/take-back")
    Map<String, Long> takeBack(@PathVariable long id) {
        return Map.of("datastream", marks.takeBack(id));
    }

    @GetMapping("/checks")
    List<CheckLine> checks() {
        return checks.list().stream().map(CheckLine::of).toList();
    }

    /** What is offered as a beginning, by a word of the definition of the property. */
    @GetMapping("/suggestions")
    List<Suggestion> suggestions() {
        checks.requireKeeper();
        return Suggestion.ALL;
    }

    @GetMapping(CHECK)
    CheckLine check(@PathVariable long id) {
        return CheckLine.of(checks.get(id));
    }

    /** What the body leaves out is as in a new form. */
    @PostMapping("/checks")
    CheckLine create(@RequestBody(required = false) @Nullable JsonNode body) {
        Set<Long> keeps = checks.requireKeeper();
        Form form = CheckFields.blank().with(body, CheckFields.NAMES);
        return check(checks.save(CheckFields.read(form, 0, Checks.municipality(form, keeps))));
    }

    /** What the body leaves out stays as it is. */
    @PutMapping(CHECK)
    CheckLine change(@PathVariable long id, @RequestBody(required = false) @Nullable JsonNode body) {
        Check check = checks.get(id);
        Form form = CheckFields.of(check).with(body, CheckFields.NAMES);
        return check(checks.save(CheckFields.read(form, id, check.municipalityId())));
    }

    @DeleteMapping(CHECK)
    void delete(@PathVariable long id) {
        checks.delete(id);
    }

    @GetMapping("/runs")
    List<RunLine> runs() {
        return runs.list().stream().map(RunLine::of).toList();
    }

    @GetMapping(RUN)
    RunLine run(@PathVariable long id) {
        return RunLine.of(runs.get(id));
    }

    /** {@code {"since": "…"}}. */
    @PostMapping("/runs")
    RunLine begin(@RequestBody(required = false) @Nullable JsonNode body) {
        Set<Long> keeps = checks.requireKeeper();
        Form form = Form.blank().with(body, Set.of("municipality", "since"));
        return run(runs.begin(Checks.municipality(form, keeps), Times.read(form, "since")));
    }

    @PostMapping(RUN + "/cancel")
    RunLine cancel(@PathVariable long id) {
        runs.cancel(id);
        return run(id);
    }
}
