package de.stadtkern.kernel.devices.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SandboxTest {

    private static final Sandbox SANDBOX = new Sandbox(new JsonMapper(), Clock.systemUTC());

    /** In the way of Milesight's published codecs: ES5, helper functions, little endian. */
    private static final String MILESIGHT = """
            function readUInt16LE(bytes) { return (bytes[1] << 8 | bytes[0]) & 0xffff; }
            function milesight(bytes) {
                var decoded = {};
                for (var i = 0; i < bytes.length; ) {
                    var id = bytes[i++], type = bytes[i++];
                    if (id === 0x01 && type === 0x75) { decoded.battery = bytes[i]; i += 1; }
                    else if (id === 0x03 && type === 0x82) { decoded.distance = readUInt16LE(bytes.slice(i, i + 2)); i += 2; }
                    else if (id === 0x04 && type === 0x00) { decoded.position = bytes[i] === 0 ? "normal" : "tilt"; i += 1; }
                    else { break; }
                }
                return decoded;
            }
            """;

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function decodeUplink(input) { return {data: milesight(input.bytes)}; }",
                "function Decode(fPort, bytes, variables) { return milesight(bytes); }",
                "function Decoder(bytes, port) { return milesight(bytes); }",
                "module.exports = {decodeUplink: ({bytes}) => ({data: {...milesight(bytes)}})};"
            })
    void everyWayOfCallingACodecIsKnown(String door) {
        assertThat(decode(MILESIGHT + door, "01755c03824408040001").toString())
                .isEqualTo("{\"battery\":92,\"distance\":2116,\"position\":\"tilt\"}");
    }

    @Test
    void portAndTimeArriveAndWhatIsNoNumberIsNotMeasured() {
        ObjectNode values = decode(
                "function decodeUplink(i) { console.log(i); return {data: {port: i.fPort, year: i.recvTime.getUTCFullYear(), nan: 0 / 0}}; }",
                "00");
        assertThat(values.path("port").asInt()).isEqualTo(7);
        assertThat(values.path("year").asInt()).isGreaterThan(2025);
        assertThat(values.path("nan").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "function decodeUplink(i) { return {errors: ['unknown port', 'x']}; } | unknown port; x",
                "function decodeUplink(i) { return nothing.here; } | \"nothing\" is not defined",
                "function decodeUplink(i) { throw new Error('wrong length'); } | wrong length",
                "function decodeUplink(i) { | missing }",
                "function other() {} | decodeUplink",
                "function decodeUplink(i) { return decodeUplink(i); } | stack",
                "function decodeUplink(i) { return {data: java.lang.System.getenv()}; } | \"java\" is not defined",
                "function decodeUplink(i) { return {data: Packages.java.io.File}; } | \"Packages\" is not defined",
                "function decodeUplink(i) { return {data: i.bytes.getClass()}; } | getClass",
                "function decodeUplink(i) { var s = 'xxxxxxxxxx'; for (var k = 0; k < 4; k++) s = s + s + s + s + s + s + s + s + s + s; return {data: {s: s + s}}; } | > 100000"
            })
    void whatGoesWrongIsSaid(String script, String why) {
        assertThatThrownBy(() -> decode(script, "00"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.arguments().toString()).containsIgnoringCase(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (;;) {}",
                "var a = []; for (;;) { a.push(new Array(10000).join('x')); }",
                "var s = 'x'.repeat(1 << 28); s = s + s; s.split('')",
                "/(a+)+$/.test(new Array(60).join('a') + 'b')"
            })
    void whatTakesTooMuchIsEndedAndTheNextCodecGoesOn(String hog) {
        String script = "function decodeUplink(i) { " + hog + "; return {data: {}}; }";

        assertThatThrownBy(() -> decode(script, "00")).hasMessageContaining("devices.refusal.script");
        assertThat(decode("function Decoder(b, p) { return {b: b[0]}; }", "2a")
                        .path("b")
                        .asInt())
                .isEqualTo(42);
    }

    @Test
    void nothingStaysFromOneMessageToTheNext() {
        String counts = "var n = 0; function Decoder(b, p) { Array.prototype.evil = 1; globalThis.seen = true; n++;"
                + " return {n: n}; }";
        assertThat(decode(counts, "00").path("n").asInt()).isEqualTo(1);
        assertThat(decode(counts, "00").path("n").asInt()).isEqualTo(1);
        assertThat(decode("function Decoder(b, p) { return {e: typeof [].evil, s: typeof seen}; }", "00")
                        .toString())
                .isEqualTo("{\"e\":\"undefined\",\"s\":\"undefined\"}");
    }

    @Test
    void whatIsNoCodecIsNotKept() {
        assertThatThrownBy(() -> SANDBOX.requireUsable("var x = 1;")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> SANDBOX.requireUsable("function Decoder(")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> SANDBOX.requireUsable("x".repeat(100_001))).isInstanceOf(Refusal.class);
        SANDBOX.requireUsable("function Decoder(b, p) { return {}; }");
    }

    private static ObjectNode decode(String script, String hex) {
        return SANDBOX.decode(script, 7, HexFormat.of().parseHex(hex));
    }
}
