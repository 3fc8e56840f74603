package nsx.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nsx.frame.LinkType;
import nsx.sys.OutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RingOfFilesTest {
    private static final int SIZE = Destination.LEAST;
    private static final Destination.Place HERE = new Destination.Place() {
        @Override
        public OutputFile open(String path) {
            return OutputFile.open(path, 0644);
        }

        @Override
        public void remove(String path) {
            nsx.sys.Files.unlink(path);
        }
    };

    @TempDir
    Path directory;

    private Destination ring(String name, int files) {
        return new Destination(directory.resolve(name).toString(), files, SIZE, HERE);
    }

    @Test
    void namesSortAndKeepTheirExtension() {
        assertEquals("/a.b/x-1.pcap", new Destination("/a.b/x.pcap", 5, SIZE, HERE).path(5));
        assertEquals("/a.b/x-03", new Destination("/a.b/x", 10, SIZE, HERE).path(2));
        assertEquals("/a.b/.x-2", new Destination("/a.b/.x", 2, SIZE, HERE).path(1));
        assertEquals("/a.b/x", Destination.one("/a.b/x", HERE).path(0));
    }

    @Test
    void theOldestIsEmptiedForTheNext() throws IOException {
        List<WrittenFile> files;
        try (PcapngFile file = PcapngFile.create(ring("x.pcapng", 3))) {
            for (int i = 0; i < 4000; i++) {
                file.add(
                        "lab:eth" + i % 2, new Kept(Instant.ofEpochSecond(i), LinkType.ETHERNET, 1000, new byte[1000]));
            }
            file.flush();
            files = file.files();
        }
        assertEquals(3, files.size());
        long next = 4000;
        for (int i = files.size() - 1; i >= 0; i--) {
            List<Long> times = times(Path.of(files.get(i).path()), files.get(i));
            assertEquals(next - 1, times.get(times.size() - 1), "no packet is lost between two files");
            next = times.get(0);
        }
        try (var all = Files.list(directory)) {
            assertEquals(3, all.count());
        }
    }

    /** The times of the packets, in seconds, of a file that describes its own devices. */
    private static List<Long> times(Path path, WrittenFile told) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        assertEquals(told.size(), bytes.length);
        assertTrue(bytes.length <= SIZE, "size");
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        List<Long> times = new ArrayList<>();
        int devices = 0;
        while (in.hasRemaining()) {
            int start = in.position();
            int type = in.getInt();
            int length = in.getInt();
            devices += type == 1 ? 1 : 0;
            if (type == 6) {
                assertTrue(in.getInt() < devices, "described before");
                times.add((Integer.toUnsignedLong(in.getInt()) << 32 | Integer.toUnsignedLong(in.getInt()))
                        / 1_000_000_000);
            }
            in.position(start + length);
        }
        assertEquals(told.packets(), times.size());
        return times;
    }

    @Test
    void oneFileHasNoLimit() {
        String path = directory.resolve("one").toString();
        try (PcapngFile file = PcapngFile.create(Destination.one(path, HERE))) {
            for (int i = 0; i < 2000; i++) {
                file.add("eth0", new Kept(Instant.EPOCH, LinkType.ETHERNET, 1000, new byte[1000]));
            }
            file.flush();
            assertEquals(
                    List.of(path), file.files().stream().map(WrittenFile::path).toList());
            assertTrue(file.files().get(0).size() > 2_000_000);
            assertFalse(Files.exists(directory.resolve("one-1")));
        }
    }
}
