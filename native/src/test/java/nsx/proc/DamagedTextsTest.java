package nsx.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nsx.netlink.CodecException;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** Files of /proc and /etc that are not what they should be: a foreign file may lie in their place. */
class DamagedTextsTest {
    private static final List<byte[]> SAMPLES = List.of(
            bytes("31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n"
                    + "45 27 0:4 net:[4026532384] /run/netns/a\\040b rw shared:7 master:2 - nsfs nsfs rw\n"
                    + "46 27 0:9 /x\\134y /mnt/\\303 ro - 9p  rw\n"),
            bytes("Name:\tsle ep: x\nState:\tS (sleeping)\nPid:\t12\nPPid:\t1\nNSpid:\t12\t1\nUid:\t0\t1000\t0\t0\n"),
            bytes("root:x:0:0::/root:/bin/sh\nbig:x:4294967295:1:::\n"),
            bytes("{\"a\": [1, -2.5e3, true, null, \"\\u00e4\\n\"], \"b\": {}}"),
            bytes("1 4026531840 7\n"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void areReadOrACodecException() {
        Mutations.read("texts", SAMPLES, bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            MountInfo.parse(text);
            MountInfo.parse(text, "nsfs");
            Users.parse(text);
            JsonText.parse(text);
            Mutations.any(
                    bytes,
                    b -> ProcessInfo.parse(text, text),
                    b -> TextFields.of("text", text).number(2),
                    b -> TextFields.integer("text", text));
        });
    }

    @Test
    void aLineThatIsNoMountIsLeftOut() {
        List<MountInfo> mounts =
                MountInfo.parse("x\n1 2\n - a b c\n9999999999 1 0:1 / / rw - a b c\n7 1 0:1 / /a rw - t s o\n");
        assertEquals(List.of(7), mounts.stream().map(MountInfo::id).toList());
    }

    @Test
    void aUserBeyondTheLastNumberIsNone() {
        assertEquals(
                "4294967295", Users.parse("x:x:4294967296:\ny:x:9999999999:\n").name(-1));
    }

    @Test
    void fieldsNameTheTextThatLacksThem() {
        assertEquals(
                "uid_map has 2 words, not 3",
                assertThrows(
                                CodecException.class,
                                () -> TextFields.of("uid_map", "0 1").number(2))
                        .getMessage());
        assertEquals(
                "size: not a number: x",
                assertThrows(CodecException.class, () -> TextFields.number("size", "x"))
                        .getMessage());
        assertThrows(CodecException.class, () -> TextFields.integer("id", "4294967296"));
        assertThrows(CodecException.class, () -> TextFields.of("psched", "zz").unsigned(0, 16));
        assertEquals(-1L, TextFields.of("size", "18446744073709551615").unsigned(0, 10));
    }
}
