package de.stadtkern.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was written behind {@code bench/run tours}. */
record Arguments(Path folder, Map<String, String> options) {

    private static final String USAGE = "usage: bench/run tours DIR [--seconds S] [--seeds K] [--threads T]"
            + " [--csv FILE] [--markdown FILE] [--only REGEX] [--peers yes]";

    static Arguments parse(String[] words) {
        if (words.length % 2 == 0) {
            throw new IllegalArgumentException(USAGE);
        }
        Map<String, String> options = new HashMap<>();
        for (int index = 1; index < words.length; index += 2) {
            if (!USAGE.contains("[" + words[index] + " ")) {
                throw new IllegalArgumentException(words[index] + " is no option. " + USAGE);
            }
            options.put(words[index], words[index + 1]);
        }
        return new Arguments(Path.of(words[0]), options);
    }

    double seconds() {
        return Double.parseDouble(options.getOrDefault("--seconds", "10"));
    }

    int seeds() {
        return Integer.parseInt(options.getOrDefault("--seeds", "1"));
    }

    int threads() {
        return Integer.parseInt(options.getOrDefault("--threads", "1"));
    }

    Path csv() {
        return Path.of(options.getOrDefault("--csv", "tours.csv"));
    }

    @Nullable
    Path markdown() {
        String file = options.get("--markdown");
        return file == null ? null : Path.of(file);
    }

    String only() {
        return options.getOrDefault("--only", ".*");
    }

    boolean peers() {
        return options.containsKey("--peers");
    }
}
