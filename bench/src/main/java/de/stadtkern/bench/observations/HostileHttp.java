package de.stadtkern.bench.observations;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;

/** Requests that no server should stumble over. */
final class HostileHttp {

    /**
     * A request.
     *
     * @param whole whether it is complete HTTP, so that an answer must come
     */
    record Attack(String kind, byte[] bytes, boolean whole) {}

    private static final List<String> SETS = List.of(
            "Things",
            "Locations",
            "HistoricalLocations",
            "Datastreams",
            "MultiDatastreams",
            "Sensors",
            "ObservedProperties",
            "Observations",
            "FeaturesOfInterest",
            "CreateObservations",
            "$batch",
            "Tasks",
            "");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "99999999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "[[[]]]",
            "{}",
            "{\"@iot.id\":-1}",
            "{\"@iot.id\":\"x\"}",
            "\"+292278994-08-17T07:12:55Z\"",
            "\"0000-00-00T00:00:00Z\"",
            "\"2024-01-01T00:00:00Z/2023-01-01T00:00:00Z\"",
            "NaN",
            "{\"type\":\"Point\",\"coordinates\":[1e308,\"x\"]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,0]]]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1]]]}",
            "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"GeometryCollection\",\"geometries\":[]}]}");
    private static final List<String> WORDS = List.of(
            "result",
            "phenomenonTime",
            "name",
            "properties/a/b/c",
            "Datastream/Thing/Locations/location",
            "id",
            "@iot.id",
            "eq",
            "ne",
            "gt",
            "and",
            "or",
            "not",
            "add",
            "div",
            "mod",
            "mul",
            "-",
            "(",
            ")",
            ",",
            "/",
            "'",
            "''",
            "';drop table observation;--",
            "0",
            "1e999",
            "9223372036854775808",
            "null",
            "true",
            "2024-13-45T99:99:99Z",
            "2024-01-01T00:00:00Z",
            "duration'P1D'",
            "duration'PX'",
            "now()",
            "st_within(location,geography'POLYGON((0 0,1 1))')",
            "geo.distance(location,geography'POINT(1e400 x)')",
            "substring(name,-5,99999999)",
            "concat(concat(name,name),name)",
            "year(phenomenonTime)",
            "any(o:o/result gt 1)",
            "Observations/any(",
            "indexof(name,'\\')",
            "🜨",
            "\u0000");
    private static final List<String> OPTIONS = List.of(
            "$filter",
            "$expand",
            "$select",
            "$orderby",
            "$top",
            "$skip",
            "$count",
            "$resultFormat",
            "$format",
            "$foo",
            "$$",
            "filter",
            "$filter",
            "$skiptoken");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW");
    private static final String ENTITY = """
            {"name":"n","description":"d","encodingType":"application/geo+json","metadata":"m","definition":"x",
            "location":{"type":"Point","coordinates":[8,50]},"feature":{"type":"Point","coordinates":[8,50]},
            "time":"2024-01-01T00:00:00Z","phenomenonTime":"2024-01-01T00:00:00Z","result":1,"parameters":{},
            "properties":{"a":{"b":[1,2]}},"Datastream":{"@iot.id":1},"Thing":{"@iot.id":1},"Locations":[{"@iot.id":1}],
            "dataArray":[["2024-01-01T00:00:00Z",1]],"components":["phenomenonTime","result"],"unitOfMeasurement":{},
            "requests":[{"id":"1","method":"post","url":"Things","body":{}}]}""";

    private final Target target;
    private final Random random;
    private final List<Function<String, Attack>> kinds = List.of(
            this::brokenJson,
            this::wrongValues,
            this::wrongValues,
            this::depthBomb,
            this::longString,
            this::absurdOptions,
            this::absurdOptions,
            this::hostileFilter,
            this::hostileFilter,
            this::hostileFilter,
            this::longFilter,
            this::expandBomb,
            this::oddPath,
            this::batch,
            this::garbage,
            this::oddHead,
            this::half);

    HostileHttp(Target target, Random random) {
        this.target = target;
        this.random = random;
    }

    Attack next() {
        return one(kinds).apply(one(SETS));
    }

    private Attack brokenJson(String set) {
        StringBuilder json = new StringBuilder(ENTITY);
        for (int i = 0; i < 3; i++) {
            json.setCharAt(random.nextInt(json.length()), (char) random.nextInt(1, 0x2fff));
        }
        return request("broken JSON", anyWrite(), set, json.substring(0, random.nextInt(1, json.length())));
    }

    private Attack wrongValues(String set) {
        String json = ENTITY.replaceFirst(
                "\""
                        + one(List.of(
                                "name",
                                "result",
                                "phenomenonTime",
                                "location",
                                "feature",
                                "properties",
                                "dataArray",
                                "Datastream",
                                "Locations",
                                "requests",
                                "time",
                                "components"))
                        + "\":[^,]*",
                "\"name\":" + Matcher.quoteReplacement(one(VALUES)));
        return request("wrong values", anyWrite(), set, random.nextInt(4) == 0 ? "[" + json + "]" : json);
    }

    private Attack depthBomb(String set) {
        int depth = 1 << random.nextInt(8, 18);
        return request("depth bomb", "POST", set, random.nextBoolean() ? "[".repeat(depth) : "{\"a\":".repeat(depth));
    }

    private Attack longString(String set) {
        int length = random.nextInt(40) == 0 ? 10_000_000 : 300_000;
        return request("long string", "POST", set, "{\"name\":\"" + "x".repeat(length) + "\",\"result\":1}");
    }

    private Attack absurdOptions(String set) {
        return query("absurd options", set, one(OPTIONS) + "=" + one(VALUES) + "&" + one(OPTIONS) + "=" + one(WORDS));
    }

    private Attack hostileFilter(String set) {
        StringBuilder filter = new StringBuilder();
        for (int i = random.nextInt(1, 14); i > 0; i--) {
            filter.append(one(WORDS)).append(random.nextInt(5) == 0 ? "" : " ");
        }
        return query("hostile filter", set, one(List.of("$filter=", "$orderby=", "$select=", "$expand=")) + filter);
    }

    private Attack longFilter(String set) {
        int times = random.nextInt(1, 600);
        return query(
                "long filter",
                set,
                random.nextBoolean()
                        ? "$filter=" + "(".repeat(times) + "true" + ")".repeat(times)
                        : "$filter=id eq 1" + " or id eq 2".repeat(times));
    }

    private Attack expandBomb(String set) {
        int depth = random.nextInt(1, 60);
        return query(
                "expand bomb",
                set,
                "$expand=" + "Datastreams($expand=Thing($expand=".repeat(depth) + "Locations" + "))".repeat(depth));
    }

    private Attack oddPath(String set) {
        return request(
                "odd path",
                one(METHODS),
                set
                        + one(List.of(
                                "(",
                                "()",
                                "(-1)",
                                "(1)(1)",
                                "('x')",
                                "(99999999999999999999)",
                                "(1)/x",
                                "(1)/$ref/$ref",
                                "(1)/Datastreams/Thing/Sensors",
                                "/../..",
                                "%00",
                                "(%ff)",
                                "//",
                                "(1)/name/$value/x",
                                "(1)/properties/a/b",
                                ";a=b",
                                "(9223372036854775807)")),
                "");
    }

    private Attack batch(String set) {
        String boundary = one(List.of("b", "", "b; boundary=c", "x".repeat(500)));
        String part = "--b\r\nContent-Type: application/http\r\n\r\n" + one(METHODS) + " /" + set
                + " HTTP/1.1\r\nContent-Length: " + one(List.of("-1", "99999", "x")) + "\r\n\r\n{}\r\n";
        return whole(
                "batch",
                target.head("POST", "$batch") + "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n",
                part.repeat(random.nextInt(1, 20)));
    }

    private Attack garbage(String set) {
        byte[] bytes = new byte[random.nextInt(1, 2000)];
        random.nextBytes(bytes);
        return new Attack("garbage", bytes, false);
    }

    private Attack oddHead(String set) {
        String head = target.head(one(METHODS), set);
        return new Attack(
                "odd head",
                (head
                                + one(List.of(
                                        "Content-Length: -1\r\n",
                                        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                                        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
                                        "X: " + "y".repeat(20_000) + "\r\n",
                                        "Content-Type: \u0001\r\n",
                                        "Content-Type: text/html\r\nContent-Length: 2\r\n",
                                        "Accept: " + "*/*,".repeat(500) + "\r\n",
                                        "Host: a\r\nHost: b\r\n",
                                        "Authorization: Bearer " + "z".repeat(4000) + "\r\n",
                                        "Range: bytes=5-1\r\nIf-None-Match: \"\"\r\n",
                                        "Accept-Language: \u00ff\u00fe\r\n"))
                                + "\r\n{}")
                        .getBytes(StandardCharsets.ISO_8859_1),
                false);
    }

    private Attack half(String set) {
        byte[] whole = wrongValues(set).bytes();
        return new Attack("half a request", Arrays.copyOf(whole, random.nextInt(1, whole.length)), false);
    }

    private Attack query(String kind, String set, String query) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : query.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(
                    octet > ' ' && "#%\"<>\\^`{|}".indexOf(octet) < 0 && octet != 127
                            ? String.valueOf((char) octet)
                            : "%%%02x".formatted(octet & 0xff));
        }
        return request(kind, "GET", set + "?" + encoded, "");
    }

    private Attack request(String kind, String method, String path, String body) {
        return whole(kind, target.head(method, path) + "Content-Type: application/json\r\n", body);
    }

    private static Attack whole(String kind, String head, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] start = (head + "Content-Length: " + content.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, bytes, start.length, content.length);
        return new Attack(kind, bytes, true);
    }

    /** PATCH and PUT go to an entity that exists as little as possible. */
    private String anyWrite() {
        return one(List.of("POST", "POST", "POST", "PATCH", "PUT"));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
