package de.stadtkern.kernel.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs PostgreSQL's own programs as the account of the server and keeps what they say. */
record ServerPrograms(ServerAccount account, PostgresBinaries binaries, Path home) {

    private static final int LINES_TO_SHOW = 8;

    void forgetLastStart() throws IOException {
        Files.deleteIfExists(log());
    }

    /** Runs a program to its end. What it says goes to start.log, since a started server keeps that output open. */
    void run(String program, List<String> arguments, String input) throws IOException {
        int exitCode = exitCodeOf(program, arguments, input);
        if (exitCode != 0) {
            String said = lastWords();
            throw Disk.of(home)
                    .findFault(said)
                    .orElseGet(() -> new DatabaseFailure(
                            "PostgreSQL's %s failed with exit code %d:%n%s".formatted(program, exitCode, said),
                            "The cause stands in the lines above; more in %s and %s."
                                    .formatted(log(), home.resolve("cluster/data/log"))));
        }
    }

    private int exitCodeOf(String program, List<String> arguments, String input) throws IOException {
        List<String> words = new ArrayList<>(List.of(binaries.path(program)));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(account.command(words))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        // Nothing of the caller's PG* and LC_* variables may reach the server.
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(Map.of("LC_ALL", "C"));
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return exitCodeOf(process);
    }

    private static int exitCodeOf(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", e);
        }
    }

    private Path log() {
        return home.resolve("start.log");
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join(
                System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LINES_TO_SHOW), lines.size()));
    }
}
