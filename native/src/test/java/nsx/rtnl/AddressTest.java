package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;

class AddressTest {
    private static Address address(String name) {
        return Address.decode(Captured.message("address-" + name));
    }

    @Test
    void captured() {
        Address v4 = address("ipv4");
        assertEquals("10.0.0.11/24", v4.prefix().toString());
        assertEquals(Optional.of(Ip.parse("10.0.0.255")), v4.broadcast());
        assertEquals("global", v4.scope());
        assertTrue(v4.valid().orElseThrow().compareTo(Duration.ofSeconds(290)) > 0);
        assertTrue(v4.preferred().orElseThrow().compareTo(Duration.ofSeconds(201)) < 0);
        Address v6 = address("ipv6");
        assertEquals("fd00::1/64", v6.prefix().toString());
        assertTrue(v6.has(Address.NOPREFIXROUTE) && v6.has(Address.PERMANENT));
        assertEquals(Optional.empty(), v6.valid());
        assertEquals(Optional.of(Ip.parse("192.168.1.2")), address("peer").peer());
    }

    @Test
    void requests() {
        Prefix prefix = Prefix.parse("10.0.0.11/24");
        assertEquals(
                "RTM_NEWADDR flags NLM_F_EXCL|NLM_F_CREATE ifaddrmsg{ifa_family=2 ifa_prefixlen=24 ifa_index=3}"
                        + " IFA_LOCAL=10.0.0.11 IFA_BROADCAST=10.0.0.255"
                        + " IFA_CACHEINFO=ifa_cacheinfo{ifa_prefered=2 ifa_valid=2} IFA_ADDRESS=10.0.0.11 IFA_FLAGS=512",
                Addresses.of(3, prefix)
                        .broadcast(prefix.broadcast())
                        .lifetime(Optional.of(Duration.ofSeconds(2)))
                        .noPrefixRoute()
                        .add()
                        .describe());
        assertEquals(
                "RTM_DELADDR ifaddrmsg{ifa_family=2 ifa_prefixlen=24 ifa_index=3} IFA_LOCAL=10.0.0.11",
                Addresses.of(3, prefix).delete().describe());
        assertEquals(
                "RTM_GETADDR ifaddrmsg{ifa_family=10 ifa_index=3}",
                Addresses.dump(Family.INET6, 3).describe());
        assertEquals(
                254,
                Addresses.of(1, Prefix.parse("127.0.0.1/8"))
                        .add()
                        .body()
                        .header()
                        .integer("ifa_scope"));
    }

    @Test
    void prefixes() {
        assertEquals("10.0.0.0/24", Prefix.parse("10.0.0.11/24").network().toString());
        assertEquals("fd00::/64", Prefix.parse("fd00::1/64").network().toString());
        assertEquals("10.0.0.1/32", Prefix.parse("10.0.0.1").toString());
        assertTrue(Prefix.parse("fd00::1").isHost());
        assertEquals(Optional.empty(), Prefix.parse("10.0.0.0/31").broadcast());
        assertEquals(Optional.empty(), Prefix.parse("fd00::1/64").broadcast());
        assertThrows(IllegalArgumentException.class, () -> Prefix.parse("10.0.0.1/33"));
        assertThrows(IllegalArgumentException.class, () -> Prefix.parse("10.0.0.1/x"));
        assertThrows(IllegalArgumentException.class, () -> Prefix.parse("default"));
    }
}
