package nsx.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Inet6Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "::, ::",
        "::1, ::1",
        "fd00:0:0:0:1::2, fd00::1:0:0:2",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "FE80::0001, fe80::1",
        "1::, 1::",
        "::ffff:10.0.0.1, ::ffff:a00:1"
    })
    void literals(String literal, String text) {
        assertEquals(text, Ip.text(Ip.parse(literal)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "256.1.1.1",
                "localhost",
                "1:2",
                ":::",
                "1::2::3",
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                "::g"
            })
    void otherThings(String literal) {
        assertThrows(IllegalArgumentException.class, () -> Ip.parse(literal));
    }

    @Test
    void mappedAddressesStaySixteenBytes() {
        assertEquals(Inet6Address.class, Ip.parse("::ffff:10.0.0.1").getClass());
    }
}
