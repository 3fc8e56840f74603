package nsx.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void allForms() {
        assertEquals(
                Optional.of(Map.of("a", List.of(1.0, -2.5e3, true, false), "b\n\u00e9", Map.of(), "c", List.of())),
                JsonText.parse(" { \"a\" : [1, -2.5e3 ,true,false], \"b\\n\\u00e9\":{}, \"c\":[ ] } "));
        assertEquals(Optional.of("\"\\/\b\f\n\r\t"), JsonText.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""));
        assertEquals(Optional.empty(), JsonText.parse("null"));
        assertEquals(
                Optional.of(List.of("a\"b", 999999999999999.0, 9007199254740993.0, 0.5)),
                JsonText.parse("[\"a\\\"b\",999999999999999,9007199254740993,0.5]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1", "[1 2]", "{\"a\" 1}", "{1:2}", "\"a", "\"\\x\"", "tru", "1 1", "-", "[,1]"})
    void whatIsNoneIsEmpty(String text) {
        assertEquals(Optional.empty(), JsonText.parse(text));
    }

    @Test
    void tooDeepIsEmpty() {
        assertEquals(Optional.empty(), JsonText.parse("[".repeat(100_000)));
    }
}
