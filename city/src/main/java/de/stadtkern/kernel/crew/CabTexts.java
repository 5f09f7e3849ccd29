package de.stadtkern.kernel.crew;

import de.stadtkern.kernel.portal.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The words of {@code <sk-crew>}, which has to have them without connection too. */
@Component
class CabTexts {

    private static final String PREFIX = "crew.js.";
    private static final List<String> KEYS = List.of(
            "unnamed",
            "place",
            "here",
            "next",
            "chosen",
            "none.open",
            "stop",
            "stop.OPEN",
            "stop.DONE",
            "stop.LEFT",
            "before",
            "progress",
            "progress.places",
            "row.next",
            "finish.open",
            "problem.empty",
            "clock.note",
            "event",
            "fix",
            "attachment",
            "connection.done",
            "connection.busy",
            "connection.lost",
            "connection.fault",
            "connection.sign-in",
            "connection.other",
            "waiting",
            "waiting.none",
            "offline.ready",
            "offline.not-ready",
            "gps.off",
            "gps.on",
            "gps.refused",
            "gps.waiting",
            "gps.vague",
            "gps.last",
            "voice.begin",
            "voice.end",
            "voice.kept",
            "voice.refused",
            "refused.more",
            "said.START",
            "said.PAUSE",
            "said.RESUME",
            "said.STOP_DONE",
            "said.STOP_LEFT",
            "said.STOP_OPEN",
            "said.PROBLEM",
            "said.MATERIAL",
            "said.NOTE",
            "said.FINISH");
    private static final List<String> SHARED = List.of(
            "state.PLANNED",
            "state.DISPATCHED",
            "state.RUNNING",
            "state.PAUSED",
            "state.DONE",
            "state.BROKEN_OFF",
            "kind.START",
            "kind.PAUSE",
            "kind.RESUME",
            "kind.STOP_DONE",
            "kind.STOP_LEFT",
            "kind.STOP_OPEN",
            "kind.PROBLEM",
            "kind.MATERIAL",
            "kind.NOTE",
            "kind.FINISH");

    private final JsonMapper json;

    CabTexts(JsonMapper json) {
        this.json = json;
    }

    String json(Page page) {
        Map<String, String> texts = new LinkedHashMap<>();
        KEYS.forEach(key -> texts.put(key, page.text(PREFIX + key)));
        SHARED.forEach(key -> texts.put(key, page.text("crew." + key)));
        return json.writeValueAsString(texts);
    }
}
