package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve --prot 1                  | Unknown options: '--prot', '1'",
                "serve --port achtzig            | Invalid value for option '--port'",
                "serve --config nix.properties   | --config nix.properties does not exist",
                "demo --data                     | Missing required parameter for option '--data'",
                "demo --speed 0                  | --speed must be above 0",
                "demo --season herbst            | Invalid value for option '--season'",
                "replay                          | Missing required parameter",
                "replay nix.csv                  | FILE nix.csv does not exist",
                "replay pom.xml --speed 0        | --speed must be above 0",
                "replay pom.xml --api-key-file x | --api-key-file x does not exist",
                "import                          | Missing required subcommand",
                "import osm                      | Missing required parameter",
                "import osm nix.osm.pbf          | FILE nix.osm.pbf does not exist",
                "backup                          | Missing required parameter",
                "restore                         | Missing required parameter",
                "backup a.zip --config nix.x     | --config nix.x does not exist",
                "fliegen                         | Unmatched argument",
            })
    void badOptionsAreAnsweredInOneLine(String arguments, String message) throws Exception {
        try (Program program = Program.start(arguments.split(" "))) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output().strip())
                    .startsWith("stadtkern: " + message)
                    .hasLineCount(1);
        }
    }

    @Test
    void aFirstPasswordThatIsTooShortKeepsTheTownFromStartingAndSaysWhy() throws Exception {
        Path data = Program.dataDirectory();
        Path password = Files.writeString(data.resolve("password"), "kurz");
        try (Program program = Program.start(
                "serve", "--port", "0", "--data", data.toString(), "--admin-password-file", password.toString())) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.output()).contains("It needs at least 12").doesNotContain("\tat ");
        }
    }

    @Test
    void theDemoSaysWhatIsBrokenInIt() throws Exception {
        try (Program program = Program.start("demo", "--list-faults")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.output())
                    .contains("SILENT", "STUCK", "LOW_BATTERY", "DEAD_GATEWAY", "CLOCK_AHEAD", "daily 13:00–16:00");
        }
    }

    @Test
    void helpTellsTheCommands() throws Exception {
        try (Program program = Program.start("--help")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.output()).contains("serve", "demo", "replay", "backup", "restore");
        }
    }
}
