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

    @ParameterizedTest
    @CsvSource({"0.0.0.0", "10.0.0.1", "9.99.100.255", "::", "fd00::1:0:0:2", "::ffff:a00:1"})
    void bytesAmongOthers(String text) {
        byte[] address = Ip.parse(text).getAddress();
        byte[] bytes = new byte[address.length + 5];
        System.arraycopy(address, 0, bytes, 3, address.length);
        assertEquals(text, Ip.text(bytes, 3, address.length, -1));
        assertEquals(text + "/7", Ip.text(bytes, 3, address.length, 7));
        assertEquals(text + "/128", Ip.text(bytes, 3, address.length, 128));
        assertThrows(CodecException.class, () -> Ip.text(bytes, 0, 5, -1));
    }

    @Test
    void mappedAddressesStaySixteenBytes() {
        assertEquals(Inet6Address.class, Ip.parse("::ffff:10.0.0.1").getClass());
    }
}
