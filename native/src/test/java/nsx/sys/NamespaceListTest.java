package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** The forms of include/uapi/linux/nsfs.h of Linux 6.19; the call itself where the kernel has it. */
class NamespaceListTest {
    private static final long NS_GET_ID = 0x8008b70dL;
    private static final int CLONE_NEWNET = 0x40000000;

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    @Test
    void theRequestIsOfTheFirstSize() {
        byte[] expected = bytes(32)
                .putInt(32)
                .putInt(0)
                .putLong(77)
                .putInt(0)
                .putInt(0)
                .putLong(0)
                .array();
        assertArrayEquals(expected, NamespaceList.request(77));
    }

    @Test
    void theHandleIsThatOfNsfs() {
        byte[] expected = bytes(24)
                .putInt(16)
                .putInt(0xf1)
                .putLong(77)
                .putInt(5)
                .putInt(6)
                .array();
        assertArrayEquals(expected, NamespaceList.handle(77, 5, 6));
    }

    @Test
    void theAnswerIsNumbers() {
        assertArrayEquals(
                new long[] {3, 1L << 40},
                NamespaceList.decode(bytes(24).putLong(3).putLong(1L << 40).array(), 2));
    }

    @Test
    void aKernelWithoutTheCallGivesNothingAndOneWithItOurOwn() {
        long[] all = NamespaceList.ids().orElse(null);
        String[] version = Files.readText("/proc/sys/kernel/osrelease").split("[.-]");
        int number = Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]);
        assertEquals(number >= 6019, all != null);
        assertTrue(all == null || all.length > 0);
    }

    /** Since 6.18. */
    @Test
    void aHandleOpensTheNamespace() {
        assumeTrue(Tasks.effectiveUser() == 0, "needs root");
        try (Fd own = Files.open("/proc/thread-self/ns/net", Files.O_RDONLY)) {
            byte[] id = new byte[8];
            assumeTrue(Libc.ioctl(own.number(), NS_GET_ID, id) == 0, "a kernel that tells its number");
            long inode = Files.stat(own).inode();
            long number = ByteBuffer.wrap(id).order(ByteOrder.nativeOrder()).getLong();
            try (Fd opened = NamespaceList.open(number, CLONE_NEWNET, (int) inode)) {
                assertEquals(inode, Files.stat(opened).inode());
            } catch (SysException e) {
                // in a user namespace of our own the machine's root has to be asked
                assumeTrue(e.errno() != Errno.EPERM && e.errno() != Errno.ESTALE, e.getMessage());
                throw e;
            }
        }
    }
}
