package nsx.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** Sets as messages describe them, and messages that make no sense. */
class NftSetTest {
    private static final int INTERVAL = 4;
    private static final int MAP = 8;

    private static Attributes set(int flags, int type, long data) {
        return Attributes.of(Nftables.SET, Nftables.NFGENMSG.with("nfgen_family", 1))
                .put("NFTA_SET_TABLE", "t")
                .put("NFTA_SET_NAME", "s")
                .put("NFTA_SET_FLAGS", flags)
                .put("NFTA_SET_KEY_TYPE", type)
                .put("NFTA_SET_DATA_TYPE", data);
    }

    /** A list of elements with these keys, of which those with a flag end an interval. */
    private static Attributes elements(List<byte[]> keys, List<Integer> flags) {
        Attributes list = Attributes.of(Nftables.ELEMENTS);
        return list.nest("NFTA_SET_ELEM_LIST_ELEMENTS", all -> {
            Attributes more = all;
            for (int i = 0; i < keys.size(); i++) {
                byte[] key = keys.get(i);
                int flag = flags.get(i);
                more = more.nest(
                        "NFTA_LIST_ELEM",
                        e -> e.nest("NFTA_SET_ELEM_KEY", k -> k.put("NFTA_DATA_VALUE", key))
                                .put("NFTA_SET_ELEM_FLAGS", flag));
            }
            return more;
        });
    }

    private static List<String> keys(Attributes set, Attributes elements) {
        return new NftSet(set, List.of())
                .decode(List.of(elements)).stream().map(NftElement::key).toList();
    }

    @Test
    void intervalsEndBeforeTheNextKeyOrAtTheLast() {
        List<byte[]> ports =
                List.of(new byte[] {0, 90}, new byte[] {0, 80}, new byte[] {(byte) 0xff, 0}, new byte[] {0, 0});
        assertEquals(List.of("80-89", "65280-65535"), keys(set(INTERVAL, 13, 0), elements(ports, List.of(1, 0, 0, 1))));
    }

    @Test
    void theWholeSpaceIsAPrefix() {
        assertEquals(List.of("0.0.0.0/0"), keys(set(INTERVAL, 7, 0), elements(List.of(new byte[4]), List.of(0))));
    }

    @Test
    void typesThatNobodyKnowsAreBytes() {
        assertEquals(List.of("0x0102"), keys(set(0, 63, 0), elements(List.of(new byte[] {1, 2}), List.of(0))));
        assertEquals("type 63", new NftSet(set(0, 63, 0), List.of()).type());
        assertEquals("ipv4_addr . type 63", new NftSet(set(0, 7 << 6 | 63, 0), List.of()).type());
    }

    @Test
    void valuesOfAnotherLengthThanTheirTypeAreBytes() {
        assertEquals(List.of("0x0a"), keys(set(0, 7, 0), elements(List.of(new byte[] {10}), List.of(0))));
        assertEquals(List.of("0x"), keys(set(0, 7, 0), elements(List.of(new byte[0]), List.of(0))));
    }

    @Test
    void mapsSayWhatTheyLeadTo() {
        assertEquals(Optional.of("verdict"), new NftSet(set(MAP, 13, 0xffffff00L), List.of()).data());
        assertEquals(Optional.of("ipv4_addr . inet_service"), new NftSet(set(MAP, 13, 7 << 6 | 13), List.of()).data());
        assertEquals(Optional.empty(), new NftSet(set(0, 13, 0), List.of()).data());
    }

    @Test
    void damagedElementsAreReadOrACodecException() {
        List<byte[]> keys = List.of(new byte[] {10, 0, 0, 0, 0, 80, 0, 0}, new byte[] {10, 0, 0, 9, 0, 90, 0, 0});
        byte[] sample = elements(keys, List.of(0, 1)).encode();
        List<Attributes> sets = List.of(set(0, 7 << 6 | 13, 0), set(INTERVAL, 8, 0), set(MAP | INTERVAL, 19, 19));
        Mutations.read("nftables elements", List.of(sample), bytes -> {
            Attributes damaged = Attributes.decode(bytes, Nftables.ELEMENTS);
            sets.forEach(set -> new NftSet(set, List.of()).decode(List.of(damaged)));
        });
    }
}
