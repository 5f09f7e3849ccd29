package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** All measures that services bring, and to go and look. */
@Component
class Measures {

    private final ObjectProvider<Measure> measures;

    Measures(ObjectProvider<Measure> measures) {
        this.measures = measures;
    }

    @Bean
    static Measure inspectMeasure() {
        return new Measure(Measure.INSPECT, "operations.measure.inspect.effect", null);
    }

    Optional<Measure> find(String key) {
        return measures.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    /** By their names in the language of the page. */
    List<Choice> choices(Page page) {
        return measures.stream()
                .map(one -> new Choice(one.key(), page.text(one.key())))
                .sorted(Comparator.comparing(Choice::label))
                .toList();
    }
}
