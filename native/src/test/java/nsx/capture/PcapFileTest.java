package nsx.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import nsx.frame.LinkType;
import org.junit.jupiter.api.Test;

class PcapFileTest {
    @Test
    void headOfAFile() {
        byte[] head = PcapFile.head(LinkType.ETHERNET);
        assertEquals(
                "4d3cb2a1" + "0200" + "0400" + "0000000000000000" + "00000400" + "01000000",
                HexFormat.of().formatHex(head));
    }
}
