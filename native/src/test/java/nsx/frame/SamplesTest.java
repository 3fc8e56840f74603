package nsx.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import nsx.frame.Samples.Sample;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What real frames say, beside tcpdump. */
class SamplesTest {
    @Test
    void areMany() {
        assertTrue(Samples.all().size() >= 125, "samples");
    }

    @TestFactory
    Stream<DynamicTest> say() {
        return Samples.all().stream().map(s -> DynamicTest.dynamicTest(s.name() + ": " + s.nsx(), () -> says(s)));
    }

    private static void says(Sample sample) {
        String text = Dissector.read(LinkType.ETHERNET, sample.frame()).text();
        assertEquals(sample.nsx(), text);
        List<String> other = sample.both().stream()
                .filter(b -> !text.contains(b) || !sample.tcpdump().contains(b))
                .toList();
        assertEquals(List.of(), other, sample.tcpdump());
    }
}
