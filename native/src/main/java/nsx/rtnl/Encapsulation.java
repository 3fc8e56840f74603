package nsx.rtnl;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BE64;
import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.IP4;
import static nsx.netlink.AttributeType.IP6;
import static nsx.netlink.AttributeType.U8;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Ip;
import nsx.netlink.MessageAttribute;

/**
 * The encapsulation of packets by a route or a next hop: RTA_ENCAP_TYPE and RTA_ENCAP, or NHA_ENCAP_TYPE and NHA_ENCAP
 * (linux/lwtunnel.h, ip-route(8)).
 */
public sealed interface Encapsulation {
    /** The type, LWTUNNEL_ENCAP_*. */
    int type();

    /** The encoded attributes of RTA_ENCAP. */
    byte[] bytes();

    /** The encapsulation of a route or of one of its hops. */
    static Optional<Encapsulation> of(Attributes route) {
        return of(route, "RTA_ENCAP");
    }

    /** The encapsulation in this attribute of a message and the one with its type. */
    static Optional<Encapsulation> of(Attributes message, String attribute) {
        return message.has(attribute + "_TYPE") && message.has(attribute)
                ? Optional.of(decode(message.integer(attribute + "_TYPE"), message.bytes(attribute)))
                : Optional.empty();
    }

    /** Returns a route, or one of its hops, with this encapsulation. */
    default Attributes put(Attributes route) {
        return put(route, "RTA_ENCAP");
    }

    /** Returns a message with this encapsulation in an attribute, and its type in another. */
    default Attributes put(Attributes message, String attribute) {
        return message.set(attribute + "_TYPE", (long) type()).set(attribute, bytes());
    }

    /** Decodes an encapsulation; one with unknown parts becomes {@link Other}. */
    static Encapsulation decode(int type, byte[] bytes) {
        try {
            Optional<? extends Encapsulation> known = switch (type) {
                case Labels.TYPE -> Labels.decode(bytes);
                case Outer.IP, Outer.IP_6 -> Outer.decode(type, bytes);
                case Segments.TYPE -> Segments.decode(bytes);
                default -> Optional.empty();
            };
            return known.isPresent()
                    ? known.get()
                    : new Other(type, HexFormat.of().formatHex(bytes));
        } catch (CodecException e) {
            return new Other(type, HexFormat.of().formatHex(bytes));
        }
    }

    /** Whether all attributes are known and have values of their types; the named ones are binary. */
    private static boolean isPlain(Attributes all, String... binary) {
        for (MessageAttribute entry : all) {
            boolean bytes = entry.value() instanceof byte[];
            if (bytes && !List.of(binary).contains(entry.attribute().kernelName())) {
                return false;
            }
        }
        return true;
    }

    /** An encapsulation of an unknown type or with unknown attributes. */
    record Other(int type, String hex) implements Encapsulation {
        @Override
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    /**
     * MPLS (linux/mpls_iptunnel.h, RFC 3032).
     *
     * @param labels the labels of 20 bits, the outermost first
     * @param ttl the time to live; 0 for that of the packet
     */
    record Labels(List<Integer> labels, int ttl) implements Encapsulation {
        static final int TYPE = 1;
        private static final int LAST = 1 << 8;
        private static final AttributeTable TABLE = AttributeTable.named("MPLS_IPTUNNEL")
                .add(1, "MPLS_IPTUNNEL_DST", BINARY)
                .add(2, "MPLS_IPTUNNEL_TTL", U8);

        private static Optional<Labels> decode(byte[] bytes) {
            Attributes all = Attributes.decode(bytes, TABLE);
            if (!all.has("MPLS_IPTUNNEL_DST") || !isPlain(all, "MPLS_IPTUNNEL_DST")) {
                return Optional.empty();
            }
            ByteBuffer stack = ByteBuffer.wrap(all.bytes("MPLS_IPTUNNEL_DST"));
            List<Integer> labels = new ArrayList<>();
            while (stack.remaining() >= Integer.BYTES) {
                labels.add(stack.getInt() >>> 12);
            }
            return Optional.of(new Labels(List.copyOf(labels), all.integer("MPLS_IPTUNNEL_TTL", 0)));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public byte[] bytes() {
            ByteBuffer stack = ByteBuffer.allocate(labels.size() * Integer.BYTES);
            for (int i = 0; i < labels.size(); i++) {
                stack.putInt(labels.get(i) << 12 | (i == labels.size() - 1 ? LAST : 0));
            }
            Attributes all = Attributes.of(TABLE).put("MPLS_IPTUNNEL_DST", stack.array());
            return (ttl == 0 ? all : all.put("MPLS_IPTUNNEL_TTL", (long) ttl)).encode();
        }
    }

    /**
     * The outer header for a tunnel that takes the header from the route, such as a vxlan with {@code external}.
     *
     * @param type {@link #IP} or {@link #IP_6}
     * @param id the tunnel's number, a VNI or a key
     * @param src the source address; empty to let the kernel choose
     * @param ttl the time to live; 0 for the default
     * @param tos the type of service, or the traffic class for IPv6
     */
    record Outer(int type, long id, Optional<InetAddress> src, Optional<InetAddress> dst, int ttl, int tos)
            implements Encapsulation {
        public static final int IP = 2;
        public static final int IP_6 = 4;

        /** LWTUNNEL_IP_* and LWTUNNEL_IP6_* have the same numbers. */
        private static AttributeTable table(int type) {
            return AttributeTable.named("LWTUNNEL")
                    .add(1, "ID", BE64)
                    .add(2, "DST", type == IP ? IP4 : IP6)
                    .add(3, "SRC", type == IP ? IP4 : IP6)
                    .add(4, "TTL", U8)
                    .add(5, "TOS", U8)
                    .add(6, "FLAGS", BE16)
                    .add(7, "PAD", BINARY)
                    .add(8, "OPTS", BINARY);
        }

        private static Optional<Outer> decode(int type, byte[] bytes) {
            Attributes all = Attributes.decode(bytes, table(type));
            boolean more = !isPlain(all, "PAD") || all.number("FLAGS", 0) != 0;
            return more
                    ? Optional.empty()
                    : Optional.of(new Outer(
                            type,
                            all.number("ID", 0),
                            address(all, "SRC"),
                            address(all, "DST"),
                            all.integer("TTL", 0),
                            all.integer("TOS", 0)));
        }

        private static Optional<InetAddress> address(Attributes all, String name) {
            return all.value(name).map(InetAddress.class::cast).filter(a -> !a.isAnyLocalAddress());
        }

        @Override
        public byte[] bytes() {
            Attributes all =
                    Attributes.of(table(type)).put("ID", id).put("DST", dst).put("SRC", src);
            all = ttl == 0 ? all : all.put("TTL", (long) ttl);
            return (tos == 0 ? all : all.put("TOS", (long) tos)).encode();
        }
    }

    /**
     * Segment routing over IPv6 (linux/seg6_iptunnel.h, RFC 8754).
     *
     * @param mode one of {@link #MODES}
     * @param segments the segments in the order of the visits
     */
    record Segments(String mode, List<InetAddress> segments) implements Encapsulation {
        static final int TYPE = 5;
        /** The names of SEG6_IPTUN_MODE_* by number. */
        public static final List<String> MODES = List.of("inline", "encap", "l2encap", "encap.red", "l2encap.red");

        private static final int ADDRESS = 16;
        private static final int HEADER = 8;
        private static final int ROUTING_TYPE = 4;
        private static final AttributeTable TABLE =
                AttributeTable.named("SEG6_IPTUNNEL").add(1, "SEG6_IPTUNNEL_SRH", BINARY);

        /**
         * The number of empty segments. Inline mode leaves the last one empty, which is the destination of the
         * packet.
         */
        private static int empty(String mode) {
            return mode.equals(MODES.get(0)) ? 1 : 0;
        }

        private static Optional<Segments> decode(byte[] bytes) {
            Attributes all = Attributes.decode(bytes, TABLE);
            byte[] whole = all.has("SEG6_IPTUNNEL_SRH") && isPlain(all, "SEG6_IPTUNNEL_SRH")
                    ? all.bytes("SEG6_IPTUNNEL_SRH")
                    : new byte[0];
            if (whole.length < Integer.BYTES + HEADER) {
                return Optional.empty();
            }
            ByteBuffer in = ByteBuffer.wrap(whole).order(ByteOrder.nativeOrder());
            int number = in.getInt();
            int count = (whole.length - Integer.BYTES - HEADER) / ADDRESS;
            boolean plain = count > 0
                    && Integer.BYTES + HEADER + count * ADDRESS == whole.length
                    && Byte.toUnsignedInt(whole[Integer.BYTES + 4]) == count - 1
                    && whole[Integer.BYTES + 5] == 0
                    && whole[Integer.BYTES + 6] == 0
                    && whole[Integer.BYTES + 7] == 0;
            if (!plain || number < 0 || number >= MODES.size()) {
                return Optional.empty();
            }
            String mode = MODES.get(number);
            List<InetAddress> segments = new ArrayList<>();
            for (int i = empty(mode); i < count; i++) {
                byte[] address = new byte[ADDRESS];
                in.get(Integer.BYTES + HEADER + i * ADDRESS, address);
                segments.add(Ip.of(address));
            }
            Collections.reverse(segments);
            return segments.isEmpty() ? Optional.empty() : Optional.of(new Segments(mode, List.copyOf(segments)));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public byte[] bytes() {
            int count = segments.size() + empty(mode);
            ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + HEADER + count * ADDRESS)
                    .order(ByteOrder.nativeOrder())
                    .putInt(MODES.indexOf(mode))
                    .put((byte) 0)
                    .put((byte) (count * 2))
                    .put((byte) ROUTING_TYPE)
                    .put((byte) (count - 1))
                    .put((byte) (count - 1));
            for (int i = 0; i < segments.size(); i++) {
                out.put(
                        Integer.BYTES + HEADER + (count - 1 - i) * ADDRESS,
                        segments.get(i).getAddress());
            }
            return Attributes.of(TABLE).put("SEG6_IPTUNNEL_SRH", out.array()).encode();
        }
    }
}
