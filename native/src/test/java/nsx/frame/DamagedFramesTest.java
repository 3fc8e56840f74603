package nsx.frame;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** Frames may hold anything: others send them. */
class DamagedFramesTest {
    private static final int LONGEST = 700;

    @Test
    void areToldAsFarAsTheyGo() {
        List<byte[]> samples = Stream.concat(
                        DissectorTest.FRAMES.stream().map(HexFormat.of()::parseHex),
                        Samples.all().stream().map(Samples.Sample::frame))
                .toList();
        Mutations.read("frames", samples, bytes -> {
            for (LinkType type : LinkType.values()) {
                FrameSummary packet = Dissector.read(type, bytes);
                FrameFilter.ALL.accepts(packet);
                String text = packet.text();
                assertTrue(text.length() < LONGEST, text);
                assertTrue(text.chars().allMatch(Printable::is), text);
            }
        });
    }

    @Test
    void areToldWhereverTheyEnd() {
        for (Samples.Sample sample : Samples.all()) {
            for (int length = 0; length < sample.frame().length; length++) {
                Dissector.read(LinkType.ETHERNET, Arrays.copyOf(sample.frame(), length))
                        .text();
            }
        }
    }
}
