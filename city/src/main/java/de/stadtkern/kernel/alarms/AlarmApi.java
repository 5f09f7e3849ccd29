package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.portal.Form;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The alarm desk as JSON. Read by people and by API keys for it; whoever acts is a person. */
@RestController
@RequestMapping("/alarms/api")
class AlarmApi {

    private static final String ONE = "/{id:[0-9]+}";

    private final Alarms alarms;

    AlarmApi(Alarms alarms) {
        this.alarms = alarms;
    }

    /** An alarm in a list. */
    record Line(Alarm.State state, Alarm alarm) {}

    /** One alarm with everything that was done about it. */
    record Whole(Alarm.State state, Alarm alarm, List<Alarm.Done> done, List<Alarm.Told> told) {}

    @GetMapping
    List<Line> list(@RequestParam(defaultValue = "OPEN") String state) {
        Form form = Form.blank().with("state", state);
        return alarms.list(form.choice("state", AlarmRows.Wanted.class)).stream()
                .map(alarm -> new Line(alarm.state(), alarm))
                .toList();
    }

    @GetMapping(ONE)
    Whole get(@PathVariable long id) {
        Alarm.History history = alarms.get(id);
        return new Whole(history.alarm().state(), history.alarm(), history.done(), history.told());
    }

    /** {@code {"act": "SILENCE", "reason": "…", "hours": 4}}. */
    @PostMapping(ONE + "/acts")
    Whole act(@PathVariable long id, @RequestBody(required = false) @Nullable JsonNode body) {
        alarms.get(id);
        alarms.act(id, AlarmPage.wish(Form.blank().with(body, Set.of("act", "reason", "hours"))));
        return get(id);
    }
}
