package de.stadtkern.kernel.devices.scripts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/**
 * The process that runs codecs. Each line it reads is a question: port, bytes in hexadecimal, time of receipt and codec
 * in Base64, separated by blanks; port −1 only asks whether the codec can be used. Each line it writes is an answer: the
 * values as a JSON object, or, after an exclamation mark, why there are none. Every question is answered in a fresh world without
 * Java, files or network. Time and memory are limited from outside: see {@link Sandbox}.
 */
public final class ScriptWorker {

    /** The first line: it listens. */
    static final String READY = "ready";

    static final char FAILED = '!';
    static final char VALUES = '{';

    private static final int MOST_KEPT = 50;
    private static final int LONGEST_ANSWER = 100_000;
    private static final int DEEPEST = 1000;

    private static final String SURROUNDINGS = """
            var module = {exports: {}}, exports = module.exports;
            var console = {log: function() {}, info: function() {}, warn: function() {}, error: function() {}};
            """;

    /** The names under which The Things Stack v3, ChirpStack v4 and v3, and The Things Stack v2 call codecs. */
    private static final String CALL = """
            (function(port, bytes, time) {
                var global = this;
                function codec(name) {
                    return typeof global[name] === 'function' ? global[name] : module.exports[name];
                }
                if (!(codec('decodeUplink') || codec('Decode') || codec('Decoder'))) {
                    return '!decodeUplink, Decode, Decoder: ?';
                }
                if (port < 0) {
                    return '{}';
                }
                var result;
                if (codec('decodeUplink')) {
                    result = codec('decodeUplink')({bytes: bytes, fPort: port, recvTime: new Date(time), variables: {}});
                    if (result && result.errors && result.errors.length) {
                        return '!' + result.errors.join('; ');
                    }
                    result = result && result.data;
                } else if (codec('Decode')) {
                    result = codec('Decode')(port, bytes, {});
                } else {
                    result = codec('Decoder')(bytes, port);
                }
                return JSON.stringify(result && typeof result === 'object' && !Array.isArray(result) ? result : {});
            })""";

    private final Map<String, Script> compiled = new LinkedHashMap<>();

    private ScriptWorker() {}

    /** Answers until there are no more questions. */
    public static void main(String[] arguments) throws IOException {
        var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var worker = new ScriptWorker();
        answers.println(READY);
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            answers.println(worker.answer(question.split(" ", -1)));
        }
    }

    private String answer(String[] question) {
        try (Context context = Context.enter()) {
            context.setLanguageVersion(Context.VERSION_ES6);
            context.setInterpretedMode(true);
            context.setMaximumInterpreterStackDepth(DEEPEST);
            context.setClassShutter(name -> false);
            String answer = run(context, question);
            return answer.length() <= LONGEST_ANSWER ? answer : FAILED + "> " + LONGEST_ANSWER;
        } catch (RhinoException | StackOverflowError | IllegalArgumentException e) {
            return (FAILED + String.valueOf(e.getMessage())).lines().findFirst().orElseThrow();
        }
    }

    private String run(Context context, String[] question) {
        ScriptableObject world = context.initSafeStandardObjects();
        context.evaluateString(world, SURROUNDINGS, "surroundings", 1, null);
        script(context, question[3]).exec(context, world, world);
        byte[] bytes = HexFormat.of().parseHex(question[1]);
        Object[] numbers = new Object[bytes.length];
        Arrays.setAll(numbers, i -> bytes[i] & 0xff);
        var call = (org.mozilla.javascript.Function) context.evaluateString(world, CALL, "call", 1, null);
        Object[] arguments = {
            Integer.parseInt(question[0]),
            context.newArray(world, numbers),
            Instant.parse(question[2]).toEpochMilli()
        };
        return Context.toString(call.call(context, world, world, arguments));
    }

    private Script script(Context context, String encoded) {
        if (compiled.size() == MOST_KEPT) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(encoded, text -> {
            String source = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            return context.compileString(source, "codec", 1, null);
        });
    }
}
