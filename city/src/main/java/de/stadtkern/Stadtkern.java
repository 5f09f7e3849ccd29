package de.stadtkern;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableAsync;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. Its commands: {@code serve}, {@code demo}, {@code replay}, {@code import}, {@code backup}, {@code restore} and {@code verify-proofs}. */
@SpringBootApplication
@EnableAsync
@Command(
        name = "stadtkern",
        description = "Runs a town: sensors report, a person decides, crews act, the proof is kept.",
        subcommands = {
            Serve.class,
            Demo.class,
            ReplayFile.class,
            Import.class,
            WriteBackup.class,
            RestoreBackup.class,
            VerifyProofs.class,
            Rehearse.class,
            Decode.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public class Stadtkern {

    /** Runs a command. A town goes on after this returns; everything else ends with the command's exit code. */
    public static void main(String[] arguments) {
        int exitCode = commandLine().execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
        if (exitCode != RunningTown.RUNNING) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(Stadtkern.class)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> {
                    wrong.getCommandLine()
                            .getErr()
                            .println("stadtkern: " + wrong.getMessage()
                                    + " (./stadtkern --help shows what is possible)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failed, command, parsed) -> {
                    command.getErr().println("stadtkern: " + failed.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
