package nsx.nft;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nsx.filter.Packet;
import nsx.filter.Truth;
import nsx.netlink.Attributes;

/** Looks a key up in a set or map. */
record Lookup(Sets.Set set, Integer[] key, boolean chosen) {
    /**
     * The result of a lookup.
     *
     * @param data the map's data for the key; empty if it is unknown
     */
    record Found(Truth truth, Optional<Attributes> data) {}

    Found find() {
        Found found = set.isOfIntervals() ? among() : single();
        if (found.truth() != Truth.NO) {
            return found;
        }
        return set.elements().stream()
                .filter(Sets.Element::other)
                .findFirst()
                .map(e -> found(Truth.YES, e))
                // an earlier rule may have added this packet's key
                .orElseGet(() -> set.growing() ? new Found(Truth.UNKNOWN, Optional.empty()) : found);
    }

    private static Found found(Truth truth, Sets.Element element) {
        Truth sure = element.conditional() ? truth.and(Truth.UNKNOWN) : truth;
        return new Found(sure, sure == Truth.YES ? Optional.of(element.data()) : Optional.empty());
    }

    /** Searches single keys, or ranges with both bounds. */
    private Found single() {
        boolean may = false;
        for (Sets.Element element : set.elements()) {
            Truth truth = element.other()
                    ? Truth.NO
                    : within(element.key(), element.end().orElse(element.key()));
            if (truth == Truth.YES) {
                return found(Truth.YES, element);
            }
            may |= truth == Truth.UNKNOWN;
        }
        return new Found(may ? Truth.UNKNOWN : Truth.NO, Optional.empty());
    }

    /**
     * Whether a key is in a range. Every four bytes are a separate part of the key, which must be in the range of
     * that part.
     */
    private Truth within(byte[] first, byte[] last) {
        if (chosen) {
            return port(first, last);
        }
        boolean unknown = false;
        for (int at = 0; at < first.length; at += part()) {
            int length = Math.min(part(), first.length - at);
            if (Arrays.stream(key, Math.min(at, key.length), Math.min(at + length, key.length))
                    .anyMatch(b -> b == null)) {
                unknown = true;
            } else if (compare(first, at, length) > 0 || compare(last, at, length) < 0) {
                return Truth.NO;
            }
        }
        return unknown ? Truth.UNKNOWN : Truth.YES;
    }

    private int part() {
        boolean concatenated = set.elements().stream().anyMatch(e -> e.end().isPresent());
        return concatenated && set.length() > 4 && set.length() % 4 == 0 && (set.flags() & 0x80) != 0
                ? 4
                : Math.max(1, set.length());
    }

    /** Compares a bound with the key; returns the sign of their difference. */
    private int compare(byte[] bound, int at, int length) {
        for (int i = at; i < at + length && i < key.length; i++) {
            int order = Integer.compare(Byte.toUnsignedInt(bound[i]), key[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int number(byte[] bytes) {
        return bytes.length < 2 ? 0 : Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
    }

    private static Truth port(byte[] first, byte[] last) {
        return Packet.within(number(first), number(last), 0);
    }

    /** Searches sorted intervals. Each interval starts at a key and ends before the next key. */
    private Found among() {
        List<Sets.Element> sorted = set.elements().stream()
                .filter(e -> !e.other())
                .sorted(Comparator.comparing(Sets.Element::key, Arrays::compareUnsigned)
                        .thenComparing(e -> !e.closing()))
                .toList();
        boolean known = Arrays.stream(key).noneMatch(b -> b == null);
        if (!known && !chosen) {
            return new Found(sorted.isEmpty() ? Truth.NO : Truth.UNKNOWN, Optional.empty());
        }
        Truth any = Truth.NO;
        for (int i = 0; i < sorted.size(); i++) {
            Sets.Element element = sorted.get(i);
            if (element.closing()) {
                continue;
            }
            byte[] behind = i + 1 < sorted.size() ? sorted.get(i + 1).key() : null;
            Truth truth = chosen
                    ? Packet.within(number(element.key()), behind == null ? 0xffff : number(behind) - 1, 0)
                    : Truth.of(compare(element.key(), 0, element.key().length) <= 0
                            && (behind == null || compare(behind, 0, behind.length) > 0));
            if (truth == Truth.YES) {
                return found(truth, element);
            }
            any = any.or(truth);
        }
        return new Found(any, Optional.empty());
    }
}
