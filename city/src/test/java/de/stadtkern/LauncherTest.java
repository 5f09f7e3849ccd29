package de.stadtkern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code stadtkern} on machines where things are missing. */
class LauncherTest {

    private static final Path SCRIPT =
            Path.of("..", "stadtkern").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void helpNeedsNothingInstalled() throws Exception {
        Run run = run(SCRIPT, Map.of("PATH", ""), "--help");
        assertThat(run.exitCode).isZero();
        assertThat(run.output)
                .contains(
                        "demo", "serve", "replay", "test", "--mqtt-port", "--db JDBC_URL", "--speed", "--list-faults");
        assertThat(run.errors).isEmpty();
    }

    @Test
    void noCommandShowsTheHelp() throws Exception {
        assertThat(run(SCRIPT, Map.of("PATH", ""))).isEqualTo(run(SCRIPT, Map.of("PATH", ""), "-h"));
    }

    @Test
    void anUnknownCommandIsRefusedInOneLine() throws Exception {
        Run run = run(SCRIPT, Map.of("PATH", ""), "strat");
        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.output).isEmpty();
        assertThat(run.errors.lines()).singleElement().asString().contains("'strat'");
    }

    @Test
    void anOldJavaIsNotEnoughAndTheWayToANewerOneIsTold() throws Exception {
        Path old = jdkThatSays("old", "openjdk version \"17.0.15\" 2025-04-15");
        Run run = run(SCRIPT, machineWith(old, "nothing"), "serve");
        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.errors)
                .contains("JDK 25 or newer", old.toString(), "https://adoptium.net", "apt install", "SDKMAN");
    }

    @Test
    void aNewJavaIsFoundInAFolderOfJdks() throws Exception {
        Path old = jdkThatSays("old", "openjdk version \"17.0.15\" 2025-04-15");
        jdkThatSays("jdks/b", "openjdk version \"26-ea\" 2026-03-17");
        Run run = run(program("1970-01-01"), machineWith(old, "jdks"), "serve", "--data", "relative");
        assertThat(run.output.lines())
                .contains("in " + folder.toRealPath(), "-jar stadtkern.jar serve --data relative");
    }

    @Test
    void theQuickStartIsPreparedOnceForAJavaAndUsedFromThenOn() throws Exception {
        jdkThatSays("jdks/b", "openjdk version \"25.0.3\" 2026-04-21");
        Path script = program("1970-01-01");
        var machine = machineWith(folder, "jdks");
        Path cache = script.resolveSibling("city/target/program/stadtkern.aot");

        assertThat(run(script, machine, "serve").errors).contains("preparing a quick start");
        assertThat(cache).hasContent("rehearse\n");
        Run second = run(script, machine, "serve");
        assertThat(second.errors).isEmpty();
        assertThat(second.output).contains("with " + cache.toRealPath());

        Files.writeString(folder.resolve("jdks/b/release"), "another");
        assertThat(run(script, machine, "serve").errors).contains("preparing a quick start");
    }

    @Test
    void aPackagedProgramStartsWithoutACacheThatDoesNotFitAndSaysSo() throws Exception {
        jdkThatSays("jdks/b", "openjdk version \"25.0.3\" 2026-04-21");
        Path script = Files.createDirectories(folder.resolve("package/bin")).resolve("stadtkern");
        Files.copy(SCRIPT, script, StandardCopyOption.COPY_ATTRIBUTES);
        Path cache = Files.createDirectories(folder.resolve("package/lib")).resolve("stadtkern.aot");
        var machine = machineWith(folder, "jdks");

        assertThat(run(script, machine, "serve")).satisfies(untrained -> {
            assertThat(untrained.errors).isEmpty();
            assertThat(untrained.output).contains("-jar stadtkern.jar serve").doesNotContain("with ");
        });
        assertThat(run(script, machine, "train").exitCode).isZero();
        assertThat(run(script, machine, "serve").output).contains("with " + cache.toRealPath());
        Files.writeString(folder.resolve("jdks/b/release"), "another");
        assertThat(run(script, machine, "serve")).satisfies(other -> {
            assertThat(other.errors).contains("prepared with another Java", "train");
            assertThat(other.output).contains("-jar stadtkern.jar serve").doesNotContain("with ");
        });
        assertThat(run(script, machine, "test").errors).contains("needs a checkout");
    }

    @Test
    void aLinkToTheScriptWorksFromAnywhere() throws Exception {
        jdkThatSays("jdks/b", "openjdk version \"25.0.3\" 2026-04-21");
        Path script = program("1970-01-01");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.relativize(script));
        assertThat(run(link, machineWith(folder, "jdks"), "demo").output).contains("-jar stadtkern.jar demo");
    }

    @Test
    void sourcesNewerThanTheProgramAreBuiltWhichNeedsMaven() throws Exception {
        jdkThatSays("jdks/b", "openjdk version \"25.0.3\" 2026-04-21");
        Run run = run(program("2999-01-01"), machineWith(folder, "jdks"), "demo");
        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.errors).contains("no mvn in the PATH", "apt install maven");
    }

    /** A copy of the script beside a program whose sources were saved on this day. */
    private Path program(String savedOn) throws Exception {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(project.resolve("city/target"));
        Files.createFile(project.resolve("city/target/stadtkern.jar"));
        for (String source : List.of(
                "pom.xml", "city/src/a", "city/pom.xml", "city/package-lock.json", "tours/src/a", "tours/pom.xml")) {
            Path file = project.resolve(source);
            Path parent = file.resolveSibling("");
            Files.createDirectories(parent);
            Files.createFile(file);
            touch(savedOn, file);
            touch(savedOn, parent);
        }
        return Files.copy(SCRIPT, project.resolve("stadtkern"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** A JDK that names its version and, when it is to run a program, where it runs and what. */
    private Path jdkThatSays(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String program : List.of("java", "javac")) {
            Path file = Files.writeString(bin.resolve(program), """
                    #!/bin/sh
                    if [ "$1" = -version ]; then
                        echo '%s' >&2
                        exit
                    fi
                    [ "$1" = -Djarmode=tools ] && exec mkdir -p "$6"
                    while [ "$1" != -jar ]; do
                        case $1 in
                            -XX:AOTCacheOutput=*) output=${1#*=} ;;
                            -XX:AOTCache=*) echo "with ${1#*=}" ;;
                        esac
                        shift
                    done
                    jar=${2##*/}
                    shift 2
                    if [ -n "$output" ]; then
                        echo "$*" >"$output"
                        exit
                    fi
                    echo "in $(pwd)"
                    echo "-jar $jar $*"
                    """.formatted(version));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(home.resolve("release"), version);
        return home;
    }

    /** The basic commands of a system, this JDK in JAVA_HOME, and this folder of JDKs. */
    private Map<String, String> machineWith(Path javaHome, String jdks) throws IOException {
        Path commands = Files.createDirectory(folder.resolve("commands"));
        for (String command : List.of("cat", "dirname", "find", "mkdir", "readlink", "rm", "sed", "tr")) {
            Path found = Stream.of("/usr/bin", "/bin")
                    .map(root -> Path.of(root, command))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(commands.resolve(command), found);
        }
        return Map.of(
                "PATH", commands.toString(),
                "HOME", folder.toString(),
                "JAVA_HOME", javaHome.toString(),
                "STADTKERN_JVM_ROOTS", folder.resolve(jdks).toString());
    }

    private Run run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        File output = folder.resolve("output").toFile();
        File errors = folder.resolve("errors").toFile();
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("/bin/sh", script.toString()), Stream.of(arguments))
                                .toList())
                .directory(folder.toFile())
                .redirectOutput(output)
                .redirectError(errors);
        builder.environment().clear();
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Run(
                exitCode,
                Files.readString(output.toPath(), StandardCharsets.UTF_8),
                Files.readString(errors.toPath(), StandardCharsets.UTF_8));
    }

    private static void touch(String day, Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(day + "T00:00:00Z")));
    }

    private record Run(int exitCode, String output, String errors) {}
}
