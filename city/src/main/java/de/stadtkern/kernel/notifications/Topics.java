package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The topics of all rooms. */
@Component
class Topics {

    private final Map<String, NotificationTopic> byKey;

    Topics(ObjectProvider<NotificationTopic> topics) {
        byKey = topics.stream().collect(Collectors.toUnmodifiableMap(NotificationTopic::key, Function.identity()));
    }

    /** @throws IllegalArgumentException when no bean declares it */
    NotificationTopic get(String key) {
        return Optional.ofNullable(byKey.get(key))
                .orElseThrow(() -> new IllegalArgumentException("no bean declares the NotificationTopic " + key));
    }

    /** What the person can be told of somewhere. */
    List<NotificationTopic> listFor(Person person) {
        return byKey.values().stream()
                .filter(topic -> topic.permission() == null
                        || !person.municipalitiesWith(topic.permission()).isEmpty())
                .sorted(Comparator.comparing(NotificationTopic::key))
                .toList();
    }

    /** Whether the person may be told of it; never of a topic that is gone. */
    boolean mayHear(Person person, String key, long municipalityId) {
        NotificationTopic topic = byKey.get(key);
        if (topic == null) {
            return false;
        }
        Permission needed = topic.permission();
        return needed == null || person.may(needed, municipalityId);
    }
}
