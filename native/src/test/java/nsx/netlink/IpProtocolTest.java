package nsx.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class IpProtocolTest {
    @Test
    void aProtocolHasANumberAndAName() {
        for (int number = 0; number < 256; number++) {
            int each = number;
            IpProtocol.find(number).ifPresent(name -> assertEquals(each, IpProtocol.number(name)));
        }
        assertEquals("sctp", IpProtocol.name(132));
        assertEquals("icmpv6", IpProtocol.name(58));
        assertEquals("ipv6-icmp", IpProtocol.systemName(58));
        assertEquals("tcp", IpProtocol.systemName(6));
    }

    @Test
    void othersAreNumbers() {
        assertEquals("200", IpProtocol.name(200));
        assertEquals(Optional.empty(), IpProtocol.find(200));
        assertEquals(Optional.empty(), IpProtocol.find("ospf"));
        assertThrows(IllegalArgumentException.class, () -> IpProtocol.number("ospf"));
    }
}
