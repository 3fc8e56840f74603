package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrefixTest {
    @Test
    void prefixesAreEqualByAddressAndLength() {
        assertEquals(Prefix.parse("10.0.0.1/24"), Prefix.parse("10.0.0.1/24"));
        assertEquals(
                Prefix.parse("fc00::1/64").hashCode(),
                Prefix.parse("fc00:0::1/64").hashCode());
        assertNotEquals(Prefix.parse("10.0.0.1/24"), Prefix.parse("10.0.0.1/25"));
        assertNotEquals(Prefix.parse("10.0.0.1/24"), Prefix.parse("10.0.0.2/24"));
    }

    @Test
    void noMethodIsGeneratedInTheRun() throws IOException {
        try (InputStream code = Prefix.class.getResourceAsStream("Prefix.class")) {
            assertFalse(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1).contains("ObjectMethods"));
        }
    }
}
