package de.stadtkern.demo;

import de.stadtkern.demo.plan.TownPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lays the streets of the simulated town where the demo imports them from, before the import. */
@Component
@Profile("demo")
@Order(-1)
class DemoStreets implements ApplicationRunner {

    private final Path file;

    DemoStreets(@Value("${stadtkern.demo.streets}") Path file) {
        this.file = file;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        new TownPlan().writeTo(file);
    }
}
