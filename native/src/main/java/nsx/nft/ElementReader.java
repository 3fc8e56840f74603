package nsx.nft;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import nsx.netlink.Attributes;

/**
 * Reads the elements of a set. The kernel lists an interval as two elements: its first key, and the first key after it,
 * which is missing if the interval reaches to the last key.
 */
final class ElementReader {
    private final NftSet set;
    private final SetKeys keys;
    private final SetKeys values;

    ElementReader(NftSet set) {
        this(set, set.keys());
    }

    ElementReader(NftSet set, SetKeys keys) {
        this.set = set;
        this.keys = keys;
        this.values = set.values();
    }

    /** Reads the elements in the order of their keys; what stands for all other keys is last. */
    List<NftElement> read(List<Attributes> elements) {
        SetKeys order = keys.parts().size() > 1 ? keys : set.keys();
        List<Attributes> sorted = elements.stream()
                .filter(e -> !Sets.Element.decode(e).other())
                .sorted(Comparator.comparing((Attributes e) -> order.sortable(key(e)), Arrays::compareUnsigned)
                        .thenComparing(e -> !isClosing(e)))
                .toList();
        List<NftElement> all = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Attributes one = sorted.get(i);
            if (!isOfIntervals()) {
                all.add(single(one));
            } else if (!isClosing(one)) {
                all.add(interval(one, i + 1 < sorted.size() ? Optional.of(sorted.get(i + 1)) : Optional.empty()));
            }
        }
        elements.stream().filter(e -> Sets.Element.decode(e).other()).forEach(e -> all.add(single(e)));
        return all;
    }

    private boolean isOfIntervals() {
        return set.has(NftSet.INTERVAL) && !set.has(NftSet.CONCATENATED);
    }

    private static boolean isClosing(Attributes element) {
        return Sets.Element.decode(element).closing();
    }

    private static byte[] key(Attributes element) {
        return Sets.Element.decode(element).key();
    }

    private NftElement interval(Attributes first, Optional<Attributes> next) {
        byte[] from = key(first);
        BigInteger behind = next.map(e -> new BigInteger(1, key(e))).orElse(BigInteger.ZERO);
        return element(first, keys.text(from, before(behind, from.length)));
    }

    /** The key of a length before another; the last of all before 0. */
    private static byte[] before(BigInteger key, int length) {
        BigInteger keys = BigInteger.ONE.shiftLeft(length * Byte.SIZE);
        byte[] number = key.subtract(BigInteger.ONE).mod(keys).toByteArray();
        byte[] before = new byte[length];
        int copied = Math.min(length, number.length);
        System.arraycopy(number, number.length - copied, before, length - copied, copied);
        return before;
    }

    private NftElement single(Attributes element) {
        Sets.Element decoded = Sets.Element.decode(element);
        String key =
                decoded.other() ? "*" : keys.text(decoded.key(), decoded.end().orElse(decoded.key()));
        return element(element, key);
    }

    private NftElement element(Attributes element, String key) {
        return new NftElement(
                key,
                data(element),
                number(element, "NFTA_SET_ELEM_TIMEOUT"),
                number(element, "NFTA_SET_ELEM_EXPIRATION"),
                counter(element),
                UserData.of(element, "NFTA_SET_ELEM_USERDATA").text(UserData.COMMENT));
    }

    private static OptionalLong number(Attributes element, String name) {
        return element.has(name) ? OptionalLong.of(element.number(name)) : OptionalLong.empty();
    }

    private Optional<String> data(Attributes element) {
        if (element.has("NFTA_SET_ELEM_OBJREF")) {
            return Optional.of('"' + element.string("NFTA_SET_ELEM_OBJREF") + '"');
        }
        Attributes data = element.nested("NFTA_SET_ELEM_DATA");
        if (data.has("NFTA_DATA_VERDICT")) {
            return Optional.of(Verdicts.verdict(data)
                    .map(v -> (v.kind().toString().toLowerCase(Locale.ROOT) + " " + v.chain()).strip())
                    .orElse("continue"));
        }
        return data.has("NFTA_DATA_VALUE") ? Optional.of(values.text(data.bytes("NFTA_DATA_VALUE"))) : Optional.empty();
    }

    private static Optional<Expression.Counter> counter(Attributes element) {
        return Stream.concat(
                        Stream.of(element.nested("NFTA_SET_ELEM_EXPR")),
                        element.nested("NFTA_SET_ELEM_EXPRESSIONS").all("NFTA_LIST_ELEM").stream())
                .filter(Attributes.class::isInstance)
                .map(e -> ExpressionReader.read((Attributes) e))
                .filter(Expression.Counter.class::isInstance)
                .map(Expression.Counter.class::cast)
                .findFirst();
    }
}
