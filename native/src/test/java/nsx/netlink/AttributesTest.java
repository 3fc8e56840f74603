package nsx.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AttributesTest {
    private static final HexFormat HEX = HexFormat.of();

    private static Attributes empty() {
        return Attributes.of(Sample.TABLE);
    }

    @Test
    void bytesAreAsTheKernelWantsThem() {
        Attributes attributes = empty().put("S_NAME", "ab").put("S_MTU", 1400).put("S_PORT", 4789);
        assertEquals("07000100616200000800020078050000" + "0600030012b50000", HEX.formatHex(attributes.encode()));
    }

    @Test
    void everyTypeReadsWhatItWrote() {
        Attributes attributes = empty().put("S_NAME", "x")
                .put("S_MAC", "52:54:00:AB:cd:ef")
                .put("S_IP", "fd00::1")
                .put("S_FLAG", true)
                .put("S_SIGNED", -5)
                .put("S_BIG", -1L)
                .put("S_TRUTH", true)
                .put("S_STRUCT", Sample.HEADER.with("index", -7))
                .nest("S_LIST", list -> list.element(1).element(2));
        Attributes read = Attributes.decode(attributes.encode(), Sample.TABLE);
        assertEquals(attributes, read);
        assertEquals("52:54:00:ab:cd:ef", read.string("S_MAC"));
        assertEquals(-5, read.integer("S_SIGNED"));
        assertTrue(read.truth("S_TRUTH"));
        assertTrue(read.truth("S_FLAG"));
        assertEquals(-7, read.struct("S_STRUCT").orElseThrow().integer("index"));
        assertEquals(List.of(1L, 2L), read.nested("S_LIST").values());
        assertEquals(
                "S_NAME=\"x\" S_MAC=52:54:00:ab:cd:ef S_IP=fd00::1 S_FLAG=true S_SIGNED=-5"
                        + " S_BIG=18446744073709551615 S_TRUTH=true S_STRUCT=samplemsg{index=-7}"
                        + " S_LIST={S_LIST_0=1 S_LIST_1=2}",
                read.toString());
    }

    @Test
    void nestedAttributesAreChosenByTheirSibling() {
        Attributes read = Attributes.decode(Sample.body().encode(), Sample.HEADER, Sample.TABLE);
        Attributes data = read.nested("S_INFO").nested("IN_DATA");
        assertEquals("bridge", data.string("DATA_MODE"));
        assertEquals(3, data.number("DATA_MODE"));
        assertEquals(3, read.header().integer("index"));
        assertEquals(
                "samplemsg{index=3} S_NAME=\"x\" S_MTU=1400 S_INFO={IN_KIND=\"data\" IN_DATA={DATA_MODE=bridge}}",
                read.toString());
    }

    @Test
    void nothingIsAddedForNothing() {
        Attributes attributes = empty().put("S_NAME", null)
                .put("S_MTU", OptionalInt.empty())
                .put("S_IP", Optional.empty())
                .put("S_FLAG", false);
        assertTrue(attributes.isEmpty());
        assertEquals(7, empty().put("S_MTU", OptionalInt.of(7)).integer("S_MTU"));
    }

    @Test
    void whatTheTableDoesNotKnowIsKept() {
        byte[] bytes = HEX.parseHex("0600ff8001020000" + "05000200ff000000");
        Attributes read = Attributes.decode(bytes, Sample.TABLE);
        assertArrayEquals(bytes, read.encode());
        assertEquals("S_255=0x0102 S_MTU=0xff", read.toString());
        assertEquals(
                "S_MTU=0xff where a number was expected",
                assertThrows(CodecException.class, () -> read.number("S_MTU")).getMessage());
    }

    @Test
    void stringsThatAreNoneStayBytesAndCanBeRead() {
        byte[] bytes = HEX.parseHex("06000100ff41" + "0000");
        Attributes read = Attributes.decode(bytes, Sample.TABLE);
        assertArrayEquals(bytes, read.encode());
        assertEquals("\ufffdA", read.string("S_NAME"));
    }

    @Test
    void theKernelMayTellMoreThanARequestMayAsk() {
        byte[] bytes = HEX.parseHex("08000d0004000000");
        Attributes read = Attributes.decode(bytes, Sample.TABLE);
        assertEquals(0x4000000, read.number("S_LABEL"));
        assertEquals("S_LABEL=67108864", read.toString());
        assertArrayEquals(bytes, read.encode());
        assertThrows(IllegalArgumentException.class, () -> empty().put("S_LABEL", 0x4000000));
    }

    @Test
    void wrongValuesNameTheirAttribute() {
        assertEquals(
                "S_PORT: 65536 is not between 0 and 65535",
                assertThrows(IllegalArgumentException.class, () -> empty().put("S_PORT", 65536))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> empty().put("S_IP", "example.org"));
        assertThrows(IllegalArgumentException.class, () -> empty().put("S_MTU", 1.5));
        assertThrows(IllegalArgumentException.class, () -> empty().put("S_NAME", "a\0b"));
        assertEquals(
                "DATA_MODE: bride is not one of private, vepa, bridge",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Attributes.of(Sample.DATA).put("DATA_MODE", "bride"))
                        .getMessage());
    }

    @Test
    void absentOnesSaySo() {
        assertFalse(empty().has("S_MTU"));
        assertEquals(5, empty().integer("S_MTU", 5));
        assertTrue(empty().nested("S_INFO").nested("IN_DATA").isEmpty());
        assertThrows(CodecException.class, () -> empty().number("S_MTU"));
        assertThrows(IllegalArgumentException.class, () -> empty().has("S_TYPO"));
    }

    @Test
    void controlCharactersAreEscaped() {
        assertEquals("S_NAME=\"\\u001b[0m\"", empty().put("S_NAME", "\u001b[0m").toString());
    }
}
