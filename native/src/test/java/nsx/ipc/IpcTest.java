package nsx.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys and the texts of /proc/sysvipc, without a kernel. */
class IpcTest {
    @Test
    void keysAreThoseOfFtok() {
        // ftok("/tmp", 7) on device 8:17, inode 0x120034: glibc says 0x07110034
        assertEquals(0x07110034, FileKey.of(8L << 32 | 17, 0x120034, 7));
        // minor numbers above 255 and inodes above 16 bits are cut
        assertEquals(0x01013456, FileKey.of(259L << 32 | 0x101, 0xabcd123456L, 0x301));
        assertEquals(0xff00ffff, FileKey.of(0, 0xffff, 0xff));
    }

    @Test
    void segmentsWithLargeNumbers() {
        List<Segment> all = Segment.parse(SysvTable.parse("""
                       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid      atime      dtime      ctime                   rss                  swap
                  16843011          0   666                   255 12345 12346      0 65534 65534 4294967294 4294967294 1700000001          0 1700000000                  4096                     0
                -559038737 2147483647  1600  18446744073692774399     0     0  70000     0     0     0     0          0          0 4102444800                     0                     0
                """));
        Segment first = all.get(0);
        assertEquals(new IpcObject(0x01010103, 0, 0666, 65534, 65534, 4294967294L, 4294967294L), first.object());
        assertEquals(new Segment(first.object(), 255, 12345, 12346, 0, 1700000001, 0, 1700000000), first);
        Segment second = all.get(1);
        assertEquals(0xdeadbeef, second.object().key());
        assertEquals(0600, second.object().permissions());
        assertEquals("18446744073692774399", Long.toUnsignedString(second.size()));
        assertEquals(70000, second.attached());
    }

    @Test
    void queues() {
        assertEquals(
                List.of(new MessageQueue(new IpcObject(0x1234, 3, 0644, 1000, 100, 0, 0), 17, 2, 41, 42, 11, 12, 13)),
                MessageQueue.parse(SysvTable.parse("""
                               key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid      stime      rtime      ctime
                              4660          3   644          17          2    41    42  1000   100     0     0         11         12         13
                        """)));
    }

    @Test
    void semaphores() {
        assertEquals(
                List.of(new Semaphores(new IpcObject(0x1234, 3, 0600, 0, 0, 0, 0), 32000, 0, 13)),
                Semaphores.parse(SysvTable.parse("""
                               key      semid perms      nsems   uid   gid  cuid  cgid      otime      ctime
                              4660          3   600      32000     0     0     0     0          0         13
                        """)));
    }

    @Test
    void nothingBelowTheHead() {
        assertEquals(List.of(), Semaphores.parse(SysvTable.parse("       key      semid perms\n")));
    }

    @Test
    void bytesOfAPosixQueue() {
        assertEquals(129, PosixQueue.bytes("QSIZE:129        NOTIFY:0     SIGNO:0     NOTIFY_PID:0     \n"));
    }
}
