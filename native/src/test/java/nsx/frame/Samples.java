package nsx.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Frames of real programs with what tcpdump says of them, of {@code frames.txt}. */
final class Samples {
    /**
     * A frame of Ethernet.
     *
     * @param name which program sent it, or which standard describes it
     * @param both numbers and addresses that tcpdump and nsx say
     */
    record Sample(String name, String tcpdump, String nsx, List<String> both, byte[] frame) {}

    private Samples() {}

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        for (String block : text().split("\n\n")) {
            List<String> lines = block.lines().toList();
            if (lines.size() == 5) {
                samples.add(new Sample(
                        lines.get(0).substring(2),
                        value(lines.get(1)),
                        value(lines.get(2)),
                        value(lines.get(3)).isEmpty()
                                ? List.of()
                                : List.of(value(lines.get(3)).split(" ")),
                        HexFormat.of().parseHex(lines.get(4))));
            }
        }
        return samples;
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).trim();
    }

    private static String text() {
        try (InputStream in = Samples.class.getResourceAsStream("frames.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
