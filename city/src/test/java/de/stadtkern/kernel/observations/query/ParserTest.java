package de.stadtkern.kernel.observations.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    /** A query and what it should be read as. */
    record Said(String query, String meant) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a eq b or c eq d and e eq f      | or(eq(a,b),and(eq(c,d),eq(e,f)))",
                "not a eq b and c                 | and(not(eq(a,b)),c)",
                "a add b mul c eq d               | eq(add(a,mul(b,c)),d)",
                "(a add b) mul c                  | mul(add(a,b),c)",
                "a sub b sub c                    | sub(sub(a,b),c)",
                "properties/x[0]/y                | properties/x/0/y",
                "startswith(concat(a,b),c)        | startswith(concat(a,b),c)",
            })
    void operatorsBindAsInOData(String query, String meant) {
        assertThat(Parser.expression(query)).hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a eq",
                "eq b",
                "(a",
                "a)",
                "a eq 'b",
                "a eq b c",
                "f(a,",
                "a/",
                "a[",
                "a[x]",
                "2026-13-01",
                "duration'1h'",
                "a/any(b)",
                "1e99999",
                "a eq %",
                "a ! b",
                "d:d",
                "geography'POINT(1)'' eq a"
            })
    void whatIsNoExpressionIsRefused(String query) {
        assertThatThrownBy(() -> Parser.expression(query)).isInstanceOf(Refusal.class);
    }

    @Property
    void whatIsBuiltByTheGrammarIsReadAsItWasBuilt(@ForAll("expressions") Said said) {
        assertThat(Parser.expression(said.query)).hasToString(said.meant);
    }

    @Property(tries = 3000)
    void anyTextIsReadOrRefused(@ForAll("texts") String text, @ForAll("options") String option) {
        try {
            assertThat(Parser.options(Map.of(option, text)).texts()).containsEntry(option, text);
        } catch (Refusal refusal) {
            assertThat(refusal.status().value()).isEqualTo(400);
        }
    }

    @Property(tries = 20)
    void whatIsNestedTooDeeplyIsRefused(@ForAll("brackets") String bracket) {
        assertThatThrownBy(() -> Parser.expression(bracket.repeat(5000) + "a")).isInstanceOf(Refusal.class);
    }

    @Provide
    Arbitrary<String> brackets() {
        return Arbitraries.of("(", "not ", "- ", "f(", "a/any(b:");
    }

    @Provide
    Arbitrary<String> options() {
        return Arbitraries.of(
                "$filter",
                "$orderby",
                "$expand",
                "$select",
                "$top",
                "$skip",
                "$count",
                "$resultFormat",
                "$skiptoken",
                "$x");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "name",
                "eq",
                " ",
                "'",
                "(",
                ")",
                "/",
                ",",
                ";",
                "$top=",
                "$expand=",
                "$filter=",
                "any(",
                "d:d",
                "not ",
                "5",
                "2026-01-01T00:00:00Z",
                "geography'",
                "duration'",
                "[0]",
                "-",
                "1e5",
                "Datastreams",
                "desc",
                "null",
                "+");
        return Arbitraries.oneOf(words.list().ofMaxSize(12).map(all -> String.join("", all)), Arbitraries.strings());
    }

    @Provide
    Arbitrary<Said> expressions() {
        Arbitrary<Said> leaf =
                Arbitraries.of("a", "a/b", "x1", "Datastream/Thing/name").map(name -> new Said(name, name));
        return Arbitraries.recursive(() -> leaf, ParserTest::larger, 0, 4);
    }

    private static Arbitrary<Said> larger(Arbitrary<Said> part) {
        Arbitrary<String> operators =
                Arbitraries.of("and", "or", "eq", "ne", "gt", "ge", "lt", "le", "add", "sub", "mul", "div", "mod");
        Arbitrary<Said> binary = Combinators.combine(part, operators, part)
                .as((a, operator, b) -> new Said(
                        "(" + a.query + " " + operator + " " + b.query + ")",
                        operator + "(" + a.meant + "," + b.meant + ")"));
        Arbitrary<Said> call = Combinators.combine(Arbitraries.of("length", "year", "f"), part)
                .as((name, a) -> new Said(name + "(" + a.query + ")", name + "(" + a.meant + ")"));
        Arbitrary<Said> negation = part.map(a -> new Said("(not " + a.query + ")", "not(" + a.meant + ")"));
        return Arbitraries.oneOf(binary, call, negation);
    }
}
