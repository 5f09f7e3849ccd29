package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * OGC's own conformance suite (ets-sta10 1.5, 22 tests) against the packaged program, under both versions' addresses. Its
 * old org.json must come first on the class path: the suite reads a number with a string getter.
 */
class CiteIT {

    private static final Pattern RESULT = Pattern.compile("<testng-results[^>]*>");

    /** The suite reads before it writes, so one of everything with every property must be there. */
    private static final String SEED = """
            {"name":"seed","description":"seed","properties":{"a":1},
             "Locations":[{"name":"l","description":"l","encodingType":"application/geo+json",
               "location":{"type":"Point","coordinates":[8.68,50.11]}}],
             "Datastreams":[{"name":"d","description":"d",
               "observationType":"http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
               "unitOfMeasurement":{"name":"Celsius","symbol":"C","definition":"http://example.org/C"},
               "Sensor":{"name":"s","description":"s","encodingType":"application/pdf","metadata":"m"},
               "ObservedProperty":{"name":"o","definition":"http://example.org/o","description":"o"},
               "Observations":[{"phenomenonTime":"2024-01-01T00:00:00Z","resultTime":"2024-01-01T00:00:00Z","result":1,
                 "validTime":"2024-01-01T00:00:00Z/2024-01-02T00:00:00Z","resultQuality":"ok","parameters":{"x":1}}]}]}""";

    @Test
    void theSuiteOfOgcPassesUnderBothVersions() throws Exception {
        Path folder = Files.createTempDirectory("stadtkern-cite");
        assumeTrue(fetchSuite(folder), "skipped: Maven cannot fetch org.opengis.cite:ets-sta10:1.5");
        Path data = Program.dataDirectory();
        try (Program town = Program.start("serve", "--port", "0", "--data", data.toString(), "--sensorthings-open")) {
            URI address = town.address();
            for (String version : List.of("v1.1", "v1.0")) {
                String root = address + "/sensorthings/" + version;
                seed(root);
                assertThat(run(folder, root)).contains("failed=\"0\"").contains("passed=\"22\"");
            }
        }
    }

    private static boolean fetchSuite(Path folder) throws IOException, InterruptedException {
        return execute(
                        folder,
                        "mvn",
                        "-B",
                        "-q",
                        "-f",
                        Path.of("src/test/cite/pom.xml").toAbsolutePath().toString(),
                        "-Dsuite.folder=" + folder,
                        "package")
                == 0;
    }

    private static void seed(String root) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/Things"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SEED))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        }
    }

    private static String run(Path folder, String root) throws IOException, InterruptedException {
        Path suite = Files.writeString(folder.resolve("testng.xml"), """
                <suite name="sta10" verbose="1" configfailurepolicy="continue">
                  <parameter name="iut" value="%s"/>
                  <parameter name="ics" value="3"/>
                  <listeners>
                    <listener class-name="org.opengis.cite.sta10.TestRunListener"/>
                    <listener class-name="org.opengis.cite.sta10.SuiteFixtureListener"/>
                    <listener class-name="org.opengis.cite.sta10.TestFailureListener"/>
                  </listeners>
                  <test name="A.1"><packages><package name="org.opengis.cite.sta10.sensingCore"/></packages></test>
                  <test name="A.3"><packages><package name="org.opengis.cite.sta10.createUpdateDelete"/></packages></test>
                  <test name="A.2"><packages><package name="org.opengis.cite.sta10.filteringExtension"/></packages></test>
                </suite>
                """.formatted(root));
        Path out = folder.resolve("out");
        execute(
                folder,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder.resolve("first/*") + File.pathSeparator + folder.resolve("suite/*"),
                "org.testng.TestNG",
                "-d",
                out.toString(),
                suite.toString());
        var result = RESULT.matcher(Files.readString(out.resolve("testng-results.xml")));
        assertThat(result.find()).isTrue();
        return result.group();
    }

    private static int execute(Path folder, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start()
                .waitFor();
    }
}
