package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;

class AddressTest {
    private static final Optional<InetAddress> NONE = Optional.empty();

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
        Optional<InetAddress> peer = Optional.of(Ip.parse("10.0.0.12"));
        assertEquals(
                Ip.parse("10.0.0.11"),
                Addresses.of(3, prefix, NONE).findAddress("IFA_ADDRESS").get());
        assertEquals(
                peer.get(),
                Addresses.of(3, prefix, peer).findAddress("IFA_ADDRESS").get());
        assertEquals(
                "RTM_DELADDR ifaddrmsg{ifa_family=2 ifa_prefixlen=24 ifa_index=3} IFA_LOCAL=10.0.0.11",
                Addresses.delete(3, prefix, NONE).describe());
        assertEquals(
                "RTM_DELADDR ifaddrmsg{ifa_family=2 ifa_prefixlen=24 ifa_index=3} IFA_LOCAL=10.0.0.11"
                        + " IFA_ADDRESS=10.0.0.12",
                Addresses.delete(3, prefix, peer).describe());
        assertEquals(
                "RTM_GETADDR ifaddrmsg{ifa_family=10}",
                Addresses.dump(Family.INET6).describe());
        assertEquals(
                254, Addresses.of(1, Prefix.parse("127.0.0.1/8"), NONE).header().integer("ifa_scope"));
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
