package nsx.nft;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;

/**
 * A set or map that a rule uses, such as one without a name, which belongs to that rule.
 *
 * @param set without its elements
 * @param parts the elements as the kernel lists them
 */
record UsedSet(NftSet set, List<Attributes> parts) {
    /**
     * The elements in the words of nft(8): {@code { 22, 80-90 }}; empty if one of them cannot be written.
     *
     * @param fields what is looked up
     */
    Optional<String> text(List<Loaded> fields) {
        List<DataType> types =
                fields.stream().flatMap(f -> f.keyType().stream()).toList();
        try {
            boolean known = types.size() == fields.size()
                    && set.dataTypes().stream().allMatch(DataType::isKnown)
                    && NftSet.listed(parts).noneMatch(e -> Sets.isConditional(e, "NFTA_SET_ELEM"));
            SetKeys keys =
                    new SetKeys(types, fields.stream().map(Loaded::ofHost).toList());
            return known
                    ? Optional.of(new ElementReader(set, keys)
                                    .read(NftSet.listed(parts).toList()).stream()
                                            .map(UsedSet::text)
                                            .collect(Collectors.joining(", ", "{ ", " }")))
                            .filter(RuleText::isWhole)
                    : Optional.empty();
        } catch (CodecException e) {
            return Optional.empty();
        }
    }

    private static String text(NftElement element) {
        return element.key()
                + (element.counter().isPresent() ? " counter" : "")
                + element.comment().map(c -> " comment \"" + c + '"').orElse("")
                + element.data().map(d -> " : " + d).orElse("");
    }
}
