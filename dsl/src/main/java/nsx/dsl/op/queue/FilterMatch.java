package nsx.dsl.op.queue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.netlink.MessageAttribute;
import nsx.rtnl.Prefix;
import nsx.rtnl.Selector.Key;
import nsx.rtnl.TrafficFilter;

/** Describes the comparisons of filters as text. */
public final class FilterMatch {
    private static final String FLOWER = "TCA_FLOWER_KEY_";

    private FilterMatch() {}

    /** The comparisons; empty for a filter of all packets, or one whose options nsx does not know. */
    public static String text(TrafficFilter filter) {
        return switch (filter.kind()) {
            case "u32" ->
                filter.selector()
                        .map(s -> options(filter)
                                .map(all -> all.entrySet().stream()
                                        .map(e -> e.getKey() + " " + e.getValue())
                                        .collect(Collectors.joining(" ")))
                                .orElseGet(() -> s.toString().replace("match ", "")))
                        .orElse("");
            case "flower" -> flower(filter.options());
            case "fw" -> "mark " + Integer.toUnsignedString(filter.handle());
            case "bpf" -> "bpf " + filter.options().string("TCA_BPF_NAME", "");
            default -> "";
        };
    }

    /** The comparisons of a u32 filter as options of {@code qdisc.filter}; empty if they cannot be expressed. */
    public static Optional<Map<String, Object>> options(TrafficFilter filter) {
        if (filter.selector().isEmpty()) {
            return Optional.empty();
        }
        List<Key> keys = new ArrayList<>(filter.selector().get().keys());
        keys.removeIf(key -> key.mask() == 0 && filter.protocol() == TrafficFilter.ALL);
        boolean six = filter.protocol() == TrafficFilter.IPV6;
        boolean known = six || filter.protocol() == TrafficFilter.IPV4 || keys.isEmpty();
        Map<String, Object> options = new LinkedHashMap<>();
        int size = six ? 16 : 4;
        address(keys, six ? 8 : 12, size).ifPresent(p -> options.put("from", p));
        address(keys, six ? 24 : 16, size).ifPresent(p -> options.put("to", p));
        int protocol = six ? 4 : 8;
        int shift = six ? 8 : 16;
        take(keys, protocol, 0xff << shift)
                .flatMap(k -> IpProtocol.find(k.value() >>> shift))
                .filter(FilterDescription.PROTO.choices()::contains)
                .ifPresent(name -> options.put("proto", name));
        int ports = six ? 40 : 20;
        take(keys, ports, 0xffff0000).ifPresent(k -> options.put("sport", k.value() >>> 16));
        take(keys, ports, 0xffff).ifPresent(k -> options.put("port", k.value()));
        return known && keys.isEmpty() ? Optional.of(options) : Optional.empty();
    }

    private static Optional<Key> take(List<Key> keys, int offset, int mask) {
        Optional<Key> found = keys.stream()
                .filter(k -> k.offset() == offset && k.mask() == mask && k.offmask() == 0)
                .findFirst();
        found.ifPresent(keys::remove);
        return found;
    }

    /** The network that consecutive words starting at an offset compare. */
    private static Optional<String> address(List<Key> keys, int offset, int size) {
        byte[] bytes = new byte[size];
        int length = 0;
        List<Key> used = new ArrayList<>();
        for (int at = 0; at < size && length == at * 8; at += 4) {
            int word = offset + at;
            Optional<Key> key = keys.stream()
                    .filter(k -> k.offset() == word && k.offmask() == 0 && isPrefix(k.mask()))
                    .findFirst();
            if (key.isEmpty()) {
                break;
            }
            used.add(key.get());
            length += Integer.bitCount(key.get().mask());
            for (int i = 0; i < 4; i++) {
                bytes[at + i] = (byte) (key.get().value() >>> 24 - 8 * i);
            }
        }
        if (used.isEmpty()) {
            return Optional.empty();
        }
        keys.removeAll(used);
        InetAddress address = Ip.of(bytes);
        return Optional.of(length == size * 8 ? Ip.text(address) : new Prefix(address, length).toString());
    }

    private static boolean isPrefix(int mask) {
        int length = Integer.bitCount(mask);
        return mask == (length == 0 ? 0 : -1 << 32 - length);
    }

    private static String flower(Attributes options) {
        List<String> words = new ArrayList<>();
        for (MessageAttribute entry : options) {
            String name = entry.attribute().kernelName();
            if (name.startsWith(FLOWER) && !name.endsWith("_MASK")) {
                Object value = entry.value() instanceof InetAddress a ? Ip.text(a) : entry.value();
                words.add(name.substring(FLOWER.length()).toLowerCase(Locale.ROOT) + " " + value);
            }
        }
        return String.join(" ", words);
    }

    /** The handle in the form of tc: {@code 800::800} for u32, otherwise hexadecimal. */
    static String handle(TrafficFilter filter) {
        int handle = filter.handle();
        if (!filter.kind().equals("u32")) {
            return "0x" + Integer.toHexString(handle);
        }
        int hash = handle >>> 12 & 0xff;
        return Integer.toHexString(handle >>> 20) + ":" + (hash == 0 ? "" : Integer.toHexString(hash)) + ":"
                + Integer.toHexString(handle & 0xfff);
    }
}
