package nsx.dsl.op.route;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Slot;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Hexadecimal;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Ip;
import nsx.rtnl.Encapsulation;
import nsx.rtnl.Encapsulation.Labels;
import nsx.rtnl.Encapsulation.Outer;
import nsx.rtnl.Encapsulation.Segments;

/** Converts the encapsulation of a route or a next hop to and from the forms of scripts and ip-route(8). */
final class Encap {
    private static final int LABEL_BITS = 20;

    private static final Parameter<List<Integer>> MPLS = Parameter.named(
            "mpls",
            Reader.parsed(Type.TEXT, "labels of MPLS such as '100' or '100/200'", Encap::labels),
            "labels, the outermost first");
    private static final Parameter<Long> ID =
            Parameter.named("id", Reader.number(0, Long.MAX_VALUE), "number of the tunnel, such as a VNI");
    private static final Parameter<InetAddress> SRC = Parameter.named("src", Reader.address(), "outer source");
    private static final Parameter<InetAddress> DST = Parameter.named("dst", Reader.address(), "outer destination");
    private static final Parameter<Integer> TTL = Parameter.named("ttl", Reader.integer(1, 255), "of the outer header");
    private static final Parameter<Integer> TOS =
            Parameter.named("tos", Hexadecimal.reader(0, 255), "of the outer header");
    private static final Parameter<Integer> HOPLIMIT =
            Parameter.named("hoplimit", Reader.integer(1, 255), "of the outer header");
    private static final Parameter<Integer> TC =
            Parameter.named("tc", Hexadecimal.reader(0, 255), "outer traffic class");
    private static final Parameter<Arguments> IP = Parameter.named(
            "ip",
            Reader.map("route encap ip", ID, SRC, DST, TTL, TOS),
            "for a tunnel that is external: id, src, dst, ttl, tos");
    private static final Parameter<Arguments> IP6 = Parameter.named(
            "ip6",
            Reader.map("route encap ip6", ID, SRC, DST, HOPLIMIT, TC),
            "for a tunnel that is external: id, src, dst, hoplimit, tc");
    private static final Parameter<String> MODE = Parameter.named(
                    "mode", Reader.choice(Segments.MODES.toArray(String[]::new)), "where the segments are put")
            .otherwise("encap");
    private static final Parameter<List<InetAddress>> SEGS =
            Parameter.named("segs", Reader.several(Reader.address()), "IPv6 addresses, the first to be visited first");
    private static final Parameter<Arguments> SEG6 =
            Parameter.named("seg6", Reader.map("route encap seg6", MODE, SEGS), "segment routing: mode, segs");

    static final Field<Encapsulation> FIELD = field("RTA_ENCAP");

    private Encap() {}

    /** The option for messages that contain the encapsulation in this attribute. */
    static Field<Encapsulation> field(String attribute) {
        return Field.of(
                        "encap",
                        "encap",
                        Reader.map("route encap", MPLS, IP, IP6, SEG6)
                                .then(Encap::read)
                                .such("[mpls: '100/200']"),
                        "what is put around packets: mpls, ip, ip6 or seg6",
                        new Slot<>(
                                Set.of(attribute + "_TYPE", attribute),
                                message -> Encapsulation.of(message, attribute),
                                (message, value) -> value.put(message, attribute)))
                .spelt(Encap::words)
                .shown(Encap::fact);
    }

    private static Encapsulation read(Arguments given) {
        if (given.options().size() != 1) {
            throw new IllegalArgumentException("it is exactly one of mpls:, ip:, ip6: and seg6:");
        }
        return given.find(MPLS)
                .<Encapsulation>map(labels -> new Labels(labels, 0))
                .or(() -> given.find(IP).map(ip -> outer(Outer.IP, ip, TTL, TOS)))
                .or(() -> given.find(IP6).map(ip -> outer(Outer.IP_6, ip, HOPLIMIT, TC)))
                .orElseGet(() -> segments(given.get(SEG6)));
    }

    private static Outer outer(int type, Arguments given, Parameter<Integer> ttl, Parameter<Integer> tos) {
        List.of(SRC, DST)
                .forEach(end -> given.find(end)
                        .filter(address -> address instanceof Inet4Address != (type == Outer.IP))
                        .ifPresent(address -> {
                            throw given.wrong(end, "an address of IPv" + (type == Outer.IP ? 4 : 6));
                        }));
        return new Outer(
                type,
                given.find(ID).orElse(0L),
                given.find(SRC),
                given.find(DST),
                given.find(ttl).orElse(0),
                given.find(tos).orElse(0));
    }

    private static Segments segments(Arguments given) {
        List<InetAddress> all = given.find(SEGS).orElseThrow(() -> given.missing(SEGS));
        if (all.stream().anyMatch(Inet4Address.class::isInstance)) {
            throw given.wrong(SEGS, "addresses of IPv6");
        }
        return new Segments(given.get(MODE), all);
    }

    private static List<Integer> labels(String text) {
        return Arrays.stream(text.split("/", -1)).map(Encap::label).toList();
    }

    private static int label(String text) {
        boolean digits = text.matches("[0-9]{1,7}");
        if (!digits || Integer.parseInt(text) >> LABEL_BITS != 0) {
            throw new IllegalArgumentException("a label is a whole number from 0 to 1048575");
        }
        return Integer.parseInt(text);
    }

    private static String text(List<Integer> labels) {
        return labels.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }

    /** The fact for scripts, in the form that they accept. */
    static Object fact(Encapsulation encapsulation) {
        if (encapsulation instanceof Labels mpls && mpls.ttl() == 0) {
            return Map.of("mpls", text(mpls.labels()));
        }
        if (encapsulation instanceof Outer outer) {
            boolean four = outer.type() == Outer.IP;
            return Map.of(four ? "ip" : "ip6", header(outer, four ? "ttl" : "hoplimit", four ? "tos" : "tc"));
        }
        if (encapsulation instanceof Segments segments) {
            Map<String, Object> seg6 = new LinkedHashMap<>();
            seg6.put("mode", segments.mode());
            seg6.put("segs", segments.segments().stream().map(Ip::text).toList());
            return Map.of("seg6", seg6);
        }
        return "type " + encapsulation.type() + ": " + HexFormat.of().formatHex(encapsulation.bytes());
    }

    private static Map<String, Object> header(Outer outer, String ttl, String tos) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", outer.id());
        outer.src().ifPresent(src -> all.put("src", Ip.text(src)));
        outer.dst().ifPresent(dst -> all.put("dst", Ip.text(dst)));
        if (outer.ttl() != 0) {
            all.put(ttl, outer.ttl());
        }
        if (outer.tos() != 0) {
            all.put(tos, outer.tos());
        }
        return all;
    }

    /** The words of ip(8); empty if ip cannot express it. */
    static String words(Encapsulation encapsulation) {
        if (encapsulation instanceof Labels mpls) {
            return "encap mpls " + text(mpls.labels()) + (mpls.ttl() == 0 ? "" : " ttl " + mpls.ttl());
        }
        if (encapsulation instanceof Segments segments) {
            return "encap seg6 mode " + segments.mode() + " segs "
                    + segments.segments().stream().map(Ip::text).collect(Collectors.joining(","));
        }
        if (encapsulation instanceof Outer outer) {
            boolean four = outer.type() == Outer.IP;
            List<String> all = new ArrayList<>(List.of("encap", four ? "ip" : "ip6"));
            header(outer, four ? "ttl" : "hoplimit", four ? "tos" : "tc").forEach((key, value) -> {
                all.add(key);
                all.add(
                        key.equals("tos") || key.equals("tc")
                                ? "0x" + Integer.toHexString((int) value)
                                : String.valueOf(value));
            });
            return String.join(" ", all);
        }
        return "";
    }
}
