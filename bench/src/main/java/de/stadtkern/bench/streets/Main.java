package de.stadtkern.bench.streets;

import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.database.DatabaseSettings;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command. */
@Command(
        name = "bench/run streets",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Imports an OpenStreetMap extract into an empty database and prints figures as Markdown.")
final class Main implements Callable<Integer> {

    @Parameters(paramLabel = "EXTRACT", description = ".osm.pbf, .osm or .osm.gz")
    Path extract = Path.of("");

    @Option(names = "--drives", defaultValue = "40", description = "simulated drives for each line")
    int drives;

    @Option(names = "--matrix", defaultValue = "1500", description = "ends of the matrix")
    int matrix;

    @Option(names = "--data", description = "folder for the database; absent means one for the time being")
    @Nullable
    Path data;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = data == null ? Files.createTempDirectory("bench-streets") : data;
        try (Database database = new DatabaseSettings(null, folder, null).open()) {
            Flyway.configure()
                    .dataSource(database.source())
                    .locations("classpath:de/stadtkern/**/*.sql")
                    .load()
                    .migrate();
            Streets streets = Streets.in(database.source());
            System.out.println("# " + extract.getFileName() + "\n");
            new ImportFigures(streets).print(extract);
            List<Segment> segments = streets.listOfClasses(EnumSet.range(RoadClass.MOTORWAY, RoadClass.SERVICE));
            new MatchingFigures(segments, drives).print();
            new RoutingFigures(extract).print(segments, matrix);
        }
        return CommandLine.ExitCode.OK;
    }
}
