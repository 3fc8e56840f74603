package nsx.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

class UsedSetTest {
    private static final int PORT = 13;
    private static final int MARK = 19;
    private static final int DEVICE = 20;
    private static final int UNKNOWN = 63;

    private static Attributes elements(byte[]... keys) {
        return Attributes.of(Nftables.ELEMENTS).nest("NFTA_SET_ELEM_LIST_ELEMENTS", all -> {
            Attributes more = all;
            for (byte[] key : keys) {
                more = more.nest(
                        "NFTA_LIST_ELEM", e -> e.nest("NFTA_SET_ELEM_KEY", k -> k.put("NFTA_DATA_VALUE", key)));
            }
            return more;
        });
    }

    private static byte[] host(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(number)
                .array();
    }

    private static UsedSet set(int type, Attributes elements) {
        Attributes body = Attributes.of(Nftables.SET, Nftables.NFGENMSG.with("nfgen_family", 1))
                .put("NFTA_SET_NAME", "__set0")
                .put("NFTA_SET_FLAGS", NftSet.ANONYMOUS)
                .put("NFTA_SET_KEY_TYPE", type);
        return new UsedSet(new NftSet(body, List.of()), List.of(elements));
    }

    private static List<Loaded> field(int type) {
        return List.of(Loaded.of("a field", DataType.numbered(type)));
    }

    @Test
    void elementsAreInTheOrderOfTheirNumbers() {
        assertEquals(
                Optional.of("{ 22, 80 }"),
                set(PORT, elements(new byte[] {0, 80}, new byte[] {0, 22})).text(field(PORT)));
        assertEquals(
                Optional.of("{ 0x00000002, 0x00000100 }"),
                set(MARK, elements(host(0x100), host(2))).text(field(MARK)));
    }

    @Test
    void aTypeThatTheMachineNamesAndAnUnknownOneAreNotWritten() {
        assertEquals(Optional.empty(), set(DEVICE, elements(host(2))).text(field(DEVICE)));
        assertEquals(Optional.empty(), set(UNKNOWN, elements(new byte[] {1})).text(List.of(Loaded.unknown("a field"))));
    }

    @Test
    void theBitsOfAFieldAreWrittenAsItsValue() {
        Loaded version = new PacketFields.Place("ip", "nh", 0, 1)
                .find(new byte[] {(byte) 0xf0})
                .orElseThrow();
        assertEquals(
                Optional.of("{ 4, 5 }"),
                set(4, elements(new byte[] {0x40}, new byte[] {0x50})).text(List.of(version)));
    }

    @Test
    void damagedElementsAreWrittenOrNot() {
        byte[] sample = elements(new byte[] {0, 80}, new byte[] {0, 22}).encode();
        Mutations.read(
                "elements of an anonymous set",
                List.of(sample),
                bytes -> set(PORT, Attributes.decode(bytes, Nftables.ELEMENTS)).text(field(PORT)));
    }
}
