package nsx.rtnl;

import static nsx.rtnl.AddressTable.IFADDRMSG;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Request;

/**
 * Builds requests about addresses; {@link Address#decode} reads the answers. An address is described step by step:
 * {@code Addresses.of(3, prefix).broadcast(prefix.broadcast()).add()}. Immutable.
 */
public final class Addresses {
    private final Prefix prefix;
    private final Attributes body;
    private final int flags;

    private Addresses(Prefix prefix, Attributes body, int flags) {
        this.prefix = prefix;
        this.body = body;
        this.flags = flags;
    }

    /** An address on the link of this index; 127.0.0.0/8 has scope host, as with ip-address(8). */
    public static Addresses of(int index, Prefix prefix) {
        RouteScope scope = prefix.address().isLoopbackAddress() ? RouteScope.HOST : RouteScope.GLOBAL;
        Attributes body = Attributes.of(
                        AddressTable.TABLE,
                        IFADDRMSG
                                .with("ifa_family", prefix.family().number())
                                .with("ifa_prefixlen", prefix.length())
                                .with("ifa_scope", scope.number())
                                .with("ifa_index", index))
                .put("IFA_LOCAL", prefix.address());
        return new Addresses(prefix, body, 0);
    }

    public Addresses peer(Optional<InetAddress> peer) {
        return put("IFA_ADDRESS", peer);
    }

    public Addresses broadcast(Optional<InetAddress> broadcast) {
        return put("IFA_BROADCAST", broadcast);
    }

    public Addresses label(Optional<String> label) {
        return put("IFA_LABEL", label);
    }

    public Addresses scope(RouteScope scope) {
        Attributes other = Attributes.of(AddressTable.TABLE, body.header().with("ifa_scope", scope.number()));
        return new Addresses(prefix, other.and(body), flags);
    }

    /** Limits the lifetime to at least a second; the address is preferred all the time. */
    public Addresses lifetime(Optional<Duration> lifetime) {
        return lifetime(lifetime, lifetime);
    }

    /**
     * Removes the address after {@code valid}, and does not use it for new connections after {@code preferred}; empty
     * means unlimited.
     */
    public Addresses lifetime(Optional<Duration> valid, Optional<Duration> preferred) {
        if (valid.isEmpty() && preferred.isEmpty()) {
            return this;
        }
        return put(
                "IFA_CACHEINFO",
                AddressTable.CACHEINFO
                        .with("ifa_valid", seconds(valid, 1))
                        .with("ifa_prefered", seconds(preferred, 0)));
    }

    private static long seconds(Optional<Duration> time, long least) {
        return time.map(t -> Math.max(least, t.toSeconds())).orElse(Address.FOREVER);
    }

    /** Sets the metric of the route to the network of the address (since 4.18). */
    public Addresses metric(OptionalLong metric) {
        return put("IFA_RT_PRIORITY", metric);
    }

    /** Sets the origin (IFA_PROTO, since 5.18); 0 is unspecified. */
    public Addresses protocol(int number) {
        return number == 0 ? this : put("IFA_PROTO", number);
    }

    /** Leaves out the route to the network of the address (IFA_F_NOPREFIXROUTE). */
    public Addresses noPrefixRoute() {
        return new Addresses(prefix, body, flags | Address.NOPREFIXROUTE);
    }

    private Addresses put(String name, Object value) {
        return new Addresses(prefix, body.put(name, value), flags);
    }

    /** Adds the address; EEXIST if the link already has it. */
    public Request add() {
        return request("add address ", Flags.CREATE | Flags.EXCL);
    }

    /** Adds the address, or changes lifetime and flags of an existing one. */
    public Request replace() {
        return request("set address ", Flags.CREATE | Flags.REPLACE);
    }

    /** Deletes the address; EADDRNOTAVAIL if the link does not have it. */
    public Request delete() {
        return new Request("delete address " + prefix, Request.ROUTE, Rtm.DELADDR, 0, body);
    }

    private Request request(String verb, int messageFlags) {
        Attributes whole = body.has("IFA_ADDRESS") ? body : body.put("IFA_ADDRESS", prefix.address());
        Attributes flagged = flags == 0 ? whole : whole.put("IFA_FLAGS", flags);
        return new Request(verb + prefix, Request.ROUTE, Rtm.NEWADDR, messageFlags, flagged);
    }

    public static Request dump(Family family) {
        return Request.route("list addresses", Rtm.GETADDR, 0, IFADDRMSG.with("ifa_family", family.number()));
    }

    /** Requests the addresses of one link; the kernel filters since 4.20 if NETLINK_GET_STRICT_CHK is on. */
    public static Request dump(Family family, int index) {
        return Request.route(
                "list addresses",
                Rtm.GETADDR,
                0,
                IFADDRMSG.with("ifa_family", family.number()).with("ifa_index", index));
    }
}
