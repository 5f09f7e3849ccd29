package de.stadtkern.kernel.streets;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Imports the configured extract when the program starts; a broken one never keeps the program from starting. */
@Component
@Order(0)
@EnableConfigurationProperties(StreetsSettings.class)
class ImportAtStart implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(ImportAtStart.class);

    private final Streets streets;
    private final StreetsSettings settings;

    ImportAtStart(Streets streets, StreetsSettings settings) {
        this.streets = streets;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Path extract = settings.osm();
        if (extract != null) {
            importExtract(extract);
        }
    }

    private void importExtract(Path extract) {
        try {
            ImportReport report = streets.importExtract(
                    extract, (step, segments) -> log.info("Streets: {} segments {}", segments, step));
            log.info("Streets: {}", report);
        } catch (UnreadableExtractException e) {
            log.error("stadtkern.osm: {}", e.getMessage(), e);
        }
    }
}
