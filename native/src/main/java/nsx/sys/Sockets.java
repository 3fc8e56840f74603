package nsx.sys;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import nsx.netlink.Ip;

/**
 * Opens and configures Internet sockets of the calling thread's network namespace (ip(7), ipv6(7)); a socket stays in
 * the namespace it was opened in.
 */
public final class Sockets {
    public static final int SOCK_RAW = 3;
    /** Since Linux 4.9. */
    private static final long SIOCGSKNS = 0x894c;

    private static final int SOCK_CLOEXEC = 02000000;
    private static final int SOL_SOCKET = 1;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int SO_BROADCAST = 6;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_GET_FILTER = 26;
    private static final int IP_TTL = 2;
    private static final int IP_MINTTL = 21;
    private static final int IPV6_MINHOPCOUNT = 73;
    private static final int IP_MULTICAST_TTL = 33;
    private static final int IPV6_UNICAST_HOPS = 16;
    private static final int IPV6_MULTICAST_HOPS = 18;
    private static final int IP_TOS = 1;
    private static final int IP_MTU_DISCOVER = 10;
    private static final int IPV6_MTU_DISCOVER = 23;
    private static final int IPV6_TCLASS = 67;
    private static final int SO_MARK = 36;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int SOCKADDR_IN = 16;
    private static final int SOCKADDR_IN6 = 28;
    private static final int DATAGRAM = 65536;

    private Sockets() {}

    /**
     * A datagram and its sender.
     *
     * @param arrived when the kernel received it, as {@link System#nanoTime}; when it was read without
     * {@link #noteArrivals}
     */
    public record Datagram(byte[] data, InetAddress sender, long arrived) {
        /** The time from a moment of {@link System#nanoTime} to the arrival; never negative. */
        public Duration since(long sent) {
            return Duration.ofNanos(Math.max(0, arrived - sent));
        }
    }

    public static Fd open(int family, int type, int protocol) {
        String argument = (family == Ip.AF_INET6 ? "AF_INET6, " : family == Ip.AF_INET ? "AF_INET, " : family + ", ")
                + (type == SOCK_RAW ? "SOCK_RAW" : String.valueOf(type))
                + ", " + protocol;
        return Descriptors.take("socket", () -> Libc.socket(family, type | SOCK_CLOEXEC, protocol), argument);
    }

    /** Restricts the socket to one device (SO_BINDTODEVICE). */
    public static void bindDevice(Fd socket, String device) {
        byte[] name = device.getBytes(StandardCharsets.UTF_8);
        SysException.check(
                "setsockopt",
                Libc.setsockopt(socket.number(), SOL_SOCKET, SO_BINDTODEVICE, name, name.length),
                "SO_BINDTODEVICE " + device);
    }

    /** Allows the socket to send to a broadcast address, which is otherwise EACCES. */
    public static void allowBroadcast(Fd socket) {
        setOption(socket, SOL_SOCKET, SO_BROADCAST, 1, "SO_BROADCAST");
    }

    /**
     * Sets the time to live (IPv4) or hop limit (IPv6) of sent packets, for unicast and multicast.
     *
     * @param family AF_INET or AF_INET6, as the socket was opened
     * @param hops 1 to 255
     */
    public static void limitHops(Fd socket, int family, int hops) {
        limitHopsToOne(socket, family, hops);
        if (family == Ip.AF_INET6) {
            setOption(socket, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, hops, "IPV6_MULTICAST_HOPS " + hops);
        } else {
            setOption(socket, IPPROTO_IP, IP_MULTICAST_TTL, hops, "IP_MULTICAST_TTL " + hops);
        }
    }

    /** As {@link #limitHops}, but for unicast only, as TCP requires. */
    public static void limitHopsToOne(Fd socket, int family, int hops) {
        if (family == Ip.AF_INET6) {
            setOption(socket, IPPROTO_IPV6, IPV6_UNICAST_HOPS, hops, "IPV6_UNICAST_HOPS " + hops);
        } else {
            setOption(socket, IPPROTO_IP, IP_TTL, hops, "IP_TTL " + hops);
        }
    }

    /** The handling of packets larger than the path MTU (IP_MTU_DISCOVER). */
    public enum Fragments {
        /** Packets are never fragmented; a packet larger than the known path MTU is EMSGSIZE. */
        REFUSED(2),
        /** Packets are never fragmented, and the known path MTU is ignored: only the device limits the size. */
        PROBED(3);

        private final int number;

        Fragments(int number) {
            this.number = number;
        }
    }

    /** Sets the handling of packets that are too large. */
    public static void fragment(Fd socket, int family, Fragments how) {
        boolean six = family == Ip.AF_INET6;
        setOption(
                socket,
                six ? IPPROTO_IPV6 : IPPROTO_IP,
                six ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER,
                how.number,
                "IP_MTU_DISCOVER " + how.number);
    }

    /** Sets the type of service (IPv4) or traffic class (IPv6) of sent packets, 0 to 255. */
    public static void serve(Fd socket, int family, int tos) {
        boolean six = family == Ip.AF_INET6;
        setOption(socket, six ? IPPROTO_IPV6 : IPPROTO_IP, six ? IPV6_TCLASS : IP_TOS, tos, "IP_TOS " + tos);
    }

    /** Sets the firewall mark of sent packets, which policy rules can match (SO_MARK); EPERM without CAP_NET_ADMIN. */
    public static void mark(Fd socket, int mark) {
        setOption(socket, SOL_SOCKET, SO_MARK, mark, "SO_MARK " + Integer.toUnsignedString(mark));
    }

    private static void setOption(Fd socket, int level, int option, int value, String name) {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
        SysException.check("setsockopt", Libc.setsockopt(socket.number(), level, option, bytes, bytes.length), name);
    }

    /**
     * Reads an option (getsockopt(2)).
     *
     * @param value the option's input, overwritten by the kernel
     */
    public static void getOption(Fd socket, int level, int option, byte[] value, String name) {
        SysException.check(
                "getsockopt", Libc.getsockopt(socket.number(), level, option, value, new int[] {value.length}), name);
    }

    /**
     * The least time to live of packets that a TCP socket accepts (IP_MINTTL); empty for a socket without that
     * option.
     */
    public static OptionalInt leastTtl(Fd socket) {
        return option(socket, IPPROTO_IP, IP_MINTTL);
    }

    /**
     * The least hop limit of packets that a TCP socket accepts (IPV6_MINHOPCOUNT); empty for a socket without that
     * option.
     */
    public static OptionalInt leastHops(Fd socket) {
        return option(socket, IPPROTO_IPV6, IPV6_MINHOPCOUNT);
    }

    private static OptionalInt option(Fd socket, int level, int option) {
        byte[] value = new byte[4];
        int result = Libc.getsockopt(socket.number(), level, option, value, new int[] {value.length});
        return result < 0
                ? OptionalInt.empty()
                : OptionalInt.of(
                        ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt());
    }

    /**
     * Whether a filter inspects received packets (SO_GET_FILTER); the kernel hides a filter loaded by bpf(2) and
     * answers EACCES.
     */
    public static boolean isFiltered(Fd socket) {
        int[] length = {0};
        int result = Libc.getsockopt(socket.number(), SOL_SOCKET, SO_GET_FILTER, new byte[4], length);
        return result < 0 ? Errno.of(Libc.errno()) == Errno.EACCES : length[0] > 0;
    }

    public static void bind(Fd socket, InetAddress address) {
        byte[] bytes = socketAddress(address);
        SysException.check("bind", Libc.bind(socket.number(), bytes, bytes.length), address.getHostAddress());
    }

    /**
     * Sends a datagram.
     *
     * @return {@link System#nanoTime} right before the system call
     */
    public static long send(Fd socket, byte[] data, InetAddress to) {
        byte[] address = socketAddress(to);
        long time = System.nanoTime();
        long sent = Libc.sendto(socket.number(), data, data.length, 0, address, address.length);
        SysException.check("sendto", sent, to.getHostAddress());
        return time;
    }

    /** Asks the kernel to note when each datagram arrives; it begins a moment later. */
    public static void noteArrivals(Fd socket) {
        Arrival.note(socket);
    }

    /** Returns the next datagram without waiting; throws {@link SysException} with EAGAIN without one. */
    public static Datagram receive(Fd socket) {
        byte[] data = new byte[DATAGRAM];
        byte[] address = new byte[SOCKADDR_IN6];
        long n = Libc.recvfrom(socket.number(), data, data.length, MSG_DONTWAIT, address, new int[] {SOCKADDR_IN6});
        SysException.check("recvfrom", n, socket);
        long arrived = Arrival.last(socket);
        return new Datagram(Arrays.copyOf(data, (int) n), address(address), arrived);
    }

    private static byte[] socketAddress(InetAddress address) {
        return socketAddress(address, 0);
    }

    static byte[] socketAddress(InetAddress address, int port) {
        boolean six = address instanceof Inet6Address;
        ByteBuffer b = ByteBuffer.allocate(six ? SOCKADDR_IN6 : SOCKADDR_IN).order(ByteOrder.nativeOrder());
        b.putShort((short) (six ? Ip.AF_INET6 : Ip.AF_INET))
                .put((byte) (port >> 8))
                .put((byte) port);
        if (six) {
            b.putInt(0);
        }
        b.put(address.getAddress());
        if (address instanceof Inet6Address a) {
            b.putInt(a.getScopeId());
        }
        return b.array();
    }

    static InetAddress address(byte[] socketAddress) {
        boolean six =
                ByteBuffer.wrap(socketAddress).order(ByteOrder.nativeOrder()).getShort(0) == Ip.AF_INET6;
        try {
            return InetAddress.getByAddress(
                    six ? Arrays.copyOfRange(socketAddress, 8, 24) : Arrays.copyOfRange(socketAddress, 4, 8));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** Opens the network namespace of a socket; EPERM without CAP_NET_ADMIN over it. */
    public static Fd namespace(Fd socket) {
        // the kernel sets O_CLOEXEC
        return Descriptors.take("ioctl", () -> Libc.ioctl(socket.number(), SIOCGSKNS, null), "SIOCGSKNS");
    }
}
