package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.streets.UnreadableExtractException;
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
@EnableConfigurationProperties(MapSettings.class)
class ImportAtStart implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(ImportAtStart.class);

    private final BaseMap map;
    private final MapSettings settings;

    ImportAtStart(BaseMap map, MapSettings settings) {
        this.map = map;
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
            MapReport report = map.importExtract(extract, (step, count) -> log.info("Map: {} {}", count, step));
            log.info("Map: {}", report);
        } catch (UnreadableExtractException e) {
            log.error("stadtkern.osm: {}", e.getMessage(), e);
        }
    }
}
