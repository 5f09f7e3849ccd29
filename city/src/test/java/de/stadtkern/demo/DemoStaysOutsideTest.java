package de.stadtkern.demo;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.TownTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A real town runs without anything of the demo. */
@TownTest
class DemoStaysOutsideTest {

    @Autowired
    ApplicationContext town;

    @Test
    void aTownThatIsServedHoldsNothingOfTheDemo() {
        assertThat(Arrays.stream(town.getBeanDefinitionNames())
                        .map(town::getType)
                        .filter(type -> type != null && type.getName().startsWith("de.stadtkern.demo")))
                .isEmpty();
        assertThat(town.getEnvironment().getProperty("stadtkern.demo.streets")).isNull();
    }
}
