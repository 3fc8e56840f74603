package nsx.frame;

import java.util.HexFormat;
import java.util.List;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** Frames may hold anything: others send them. */
class DamagedFramesTest {
    @Test
    void areToldAsFarAsTheyGo() {
        List<byte[]> samples =
                DissectorTest.FRAMES.stream().map(HexFormat.of()::parseHex).toList();
        Mutations.read("frames", samples, bytes -> {
            for (LinkType type : LinkType.values()) {
                FrameSummary packet = Dissector.read(type, bytes);
                FrameFilter.ALL.accepts(packet);
                packet.from().text();
                packet.to().text();
            }
        });
    }
}
