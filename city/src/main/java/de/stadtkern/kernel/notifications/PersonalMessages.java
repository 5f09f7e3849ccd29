package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.PersonalData;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What people were told and where they are reached. Who was called when stays on record as long as the call itself. */
@Component
class PersonalMessages implements PersonalData {

    private final MessageRows messages;
    private final ReachRows reach;
    private final Clock clock;

    PersonalMessages(MessageRows messages, ReachRows reach, Clock clock) {
        this.messages = messages;
        this.reach = reach;
        this.clock = clock;
    }

    @Override
    public String room() {
        return "notifications";
    }

    @Override
    public Map<String, Object> export(long personId) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("messages", messages.list(personId, false, Integer.MAX_VALUE));
        all.put("choices", reach.listChoices(personId));
        reach.findPhone(personId).ifPresent(number -> all.put("phone", number));
        all.put(
                "browsers",
                reach.listBrowsers(personId).stream().map(Browser::label).toList());
        return all;
    }

    @Override
    public void erase(long personId) {
        reach.forget(personId, clock.instant());
        messages.forgetPerson(personId);
    }
}
