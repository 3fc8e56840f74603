package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Ip;
import nsx.netlink.Request;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final Prefix DEFAULT = Prefix.any(Family.INET);

    private static Route route(String name) {
        return Route.decode(Captured.message("route-" + name));
    }

    private static Optional<InetAddress> ip(String text) {
        return Optional.of(Ip.parse(text));
    }

    @Test
    void defaults() {
        Route route = route("default");
        assertTrue(route.isDefault());
        assertEquals(ip("10.0.0.10"), route.via());
        assertEquals(OptionalInt.of(10), route.metric());
        assertEquals(Route.MAIN, route.table());
        assertEquals("boot", route.protocol());
        assertEquals("::/0", route("default6").to().toString());
    }

    @Test
    void anotherTable() {
        Route route = route("table");
        assertEquals(1000, route.table());
        assertEquals("10.9.0.0/16", route.to().toString());
        assertEquals(ip("10.0.0.11"), route.src());
        assertEquals(OptionalInt.of(1400), route.mtu());
    }

    @Test
    void severalHops() {
        List<Hop> hops = route("multipath").hops();
        assertEquals(List.of(3, 1), hops.stream().map(Hop::weight).toList());
        assertEquals(ip("10.0.0.2"), hops.get(1).via());
    }

    @Test
    void otherTypesAndFamilies() {
        assertEquals(RouteType.BLACKHOLE, route("blackhole").type());
        assertEquals(OptionalInt.empty(), route("blackhole").dev());
        assertEquals(ip("fe80::1"), route("via6").via());
        assertEquals("8.8.8.8/32", route("get").to().toString());
    }

    @Test
    void verbsDifferInFlags() {
        RouteBuilder route = RouteBuilder.to(DEFAULT).via(ip("10.0.0.10")).metric(OptionalInt.of(10));
        String rest =
                " rtmsg{rtm_family=2 rtm_table=254 rtm_protocol=3 rtm_type=1} RTA_GATEWAY=10.0.0.10 RTA_PRIORITY=10";
        assertEquals(
                "RTM_NEWROUTE flags NLM_F_EXCL|NLM_F_CREATE" + rest, route.add().describe());
        assertEquals(
                "RTM_NEWROUTE flags NLM_F_CREATE|NLM_F_APPEND" + rest,
                route.append().describe());
        assertEquals("RTM_NEWROUTE flags NLM_F_CREATE" + rest, route.prepend().describe());
        assertEquals(
                "RTM_NEWROUTE flags NLM_F_REPLACE|NLM_F_CREATE" + rest,
                route.replace().describe());
        assertEquals(
                "RTM_DELROUTE rtmsg{rtm_family=2 rtm_table=254 rtm_scope=255} RTA_GATEWAY=10.0.0.10 RTA_PRIORITY=10",
                route.delete().describe());
        assertEquals("add route default", route.add().operation());
    }

    @Test
    void whatIsReachableDirectlyHasScopeLink() {
        RouteBuilder route = RouteBuilder.to(Prefix.parse("10.1.0.0/16")).dev(OptionalInt.of(3));
        assertEquals(253, route.add().body().header().integer("rtm_scope"));
        assertEquals(0, route.via(ip("10.0.0.1")).add().body().header().integer("rtm_scope"));
        assertEquals(0, route.type(RouteType.UNREACHABLE).add().body().header().integer("rtm_scope"));
    }

    @Test
    void largeTablesAreAnAttribute() {
        Request request =
                RouteBuilder.to(DEFAULT).table(1000).mtu(OptionalInt.of(1400)).add();
        assertEquals(1000, request.body().integer("RTA_TABLE"));
        assertEquals(0, request.body().header().integer("rtm_table"));
        assertEquals(1400, request.body().nested("RTA_METRICS").integer("RTAX_MTU"));
    }

    @Test
    void hopsAreReadAsTheyWereWritten() {
        List<Hop> hops = List.of(
                new Hop(ip("10.0.0.1"), OptionalInt.empty(), 3), new Hop(ip("fe80::1"), OptionalInt.of(4), 256));
        Request request = RouteBuilder.to(DEFAULT).hops(hops).add();
        assertEquals(hops, Route.decode(request.encode()).hops());
        assertThrows(IllegalArgumentException.class, () -> new Hop(Optional.empty(), OptionalInt.empty(), 0));
    }

    @Test
    void questions() {
        assertEquals(
                "RTM_GETROUTE rtmsg{rtm_family=2 rtm_dst_len=32 rtm_flags=0x1000} RTA_DST=8.8.8.8",
                Routes.get(Ip.parse("8.8.8.8")).describe());
        assertEquals(
                "RTM_GETROUTE rtmsg{rtm_family=10 rtm_dst_len=128} RTA_DST=fd00::1",
                Routes.get(Ip.parse("fd00::1")).describe());
        assertEquals(
                "RTM_GETROUTE rtmsg{rtm_family=2} RTA_TABLE=100",
                Routes.dump(Family.INET, 100).describe());
    }
}
