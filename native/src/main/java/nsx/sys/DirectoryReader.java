package nsx.sys;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Many quick looks below one directory, such as /proc with its thousands of processes: what is gone or refused is an answer here,
 * not an exception, and {@link #isRefused} says whether it was refused. For one thread at a time.
 */
public final class DirectoryReader implements AutoCloseable {
    private static final int PATH_SIZE = 4096;
    private static final int BUFFER_SIZE = 65536;
    private static final int O_DIRECTORY = 0200000;
    private static final int O_CLOEXEC = 02000000;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_NLINK = 0x4;
    private static final int STATX_UID = 0x8;
    private static final int STATX_SIZE = 0x200;

    private final Memory memory = new Memory(PATH_SIZE + BUFFER_SIZE);
    private final ByteBuffer path = memory.getByteBuffer(0, PATH_SIZE);
    private final ByteBuffer buffer =
            memory.getByteBuffer(PATH_SIZE, BUFFER_SIZE).order(ByteOrder.nativeOrder());
    private final long pathAddress = com.sun.jna.Pointer.nativeValue(memory);
    private final long bufferAddress = pathAddress + PATH_SIZE;
    private final Fd root;
    private int entered = -1;
    private Errno failure;

    /** Opens the directory; throws SysException if it does not exist. */
    public DirectoryReader(String root) {
        this.root = Files.open(root, Files.O_PATH | O_DIRECTORY);
    }

    /**
     * Enters a numbered directory of the root, relative to which names are then resolved; false if it does not exist.
     */
    public boolean enter(int number) {
        leave();
        entered = open(root.number(), Integer.toString(number), Files.O_PATH | O_DIRECTORY);
        return entered >= 0;
    }

    /** Returns to the root. */
    public void leave() {
        if (entered >= 0) {
            LibcLooks.close(entered);
            entered = -1;
        }
    }

    /** Whether the last answer was empty for want of permission. */
    public boolean isRefused() {
        return failure == Errno.EACCES || failure == Errno.EPERM;
    }

    /** The target of a symbolic link, unresolved. */
    public Optional<String> link(String name) {
        put(name);
        long length = LibcLooks.readlinkat(directory(), pathAddress, bufferAddress, PATH_SIZE);
        return length < 0 ? failed() : Optional.of(text((int) length));
    }

    /** The owner of the entered directory; -1 if it is gone. */
    public int owner() {
        return stat("", STATX_UID) ? buffer.getInt(20) : -1;
    }

    /**
     * The number of hard links of a directory, which counts its subdirectories if the file system does so; -1 if it
     * is gone.
     */
    public int hardLinks(String name) {
        return stat(name, STATX_NLINK) ? buffer.getInt(16) : -1;
    }

    /** The size of a file; -1 if it is gone. */
    public long size(String name) {
        return stat(name, STATX_SIZE) ? buffer.getLong(40) : -1;
    }

    /** Whether a file, or the target of a link, is on this device ({@link Stat#device}). */
    public boolean isOn(long device, String name) {
        return stat(name, 0)
                && (((long) buffer.getInt(136) << 32) | Integer.toUnsignedLong(buffer.getInt(140))) == device;
    }

    private boolean stat(String name, int mask) {
        put(name);
        int result = LibcLooks.statx(directory(), pathAddress, AT_EMPTY_PATH, mask, bufferAddress);
        if (result < 0) {
            failed();
        }
        return result >= 0;
    }

    /** The whole text of a file, as UTF-8; empty, with EFBIG, if it is longer than {@link Files#LARGEST}. */
    public Optional<String> text(String name) {
        return text(name, Files.LARGEST);
    }

    /** Opens a file for reading; for a file whose read may block. */
    public Optional<Fd> open(String name) {
        int fd = open(directory(), name, Files.O_RDONLY | Files.O_NONBLOCK);
        return fd < 0 ? Optional.empty() : Optional.of(new Fd(fd));
    }

    private Optional<String> text(String name, int limit) {
        int fd = open(directory(), name, Files.O_RDONLY | Files.O_NONBLOCK);
        if (fd < 0) {
            return Optional.empty();
        }
        try {
            StringBuilder all = new StringBuilder();
            long length = LibcLooks.read(fd, bufferAddress, BUFFER_SIZE);
            while (length > 0) {
                all.append(text((int) length));
                if (all.length() > limit) {
                    failure = Errno.EFBIG;
                    return Optional.empty();
                }
                length = LibcLooks.read(fd, bufferAddress, BUFFER_SIZE);
            }
            return length < 0 ? failed() : Optional.of(all.toString());
        } finally {
            LibcLooks.close(fd);
        }
    }

    /**
     * The names in a directory that are numbers, sorted; none if it is gone or refused. {@code .} is the entered
     * directory.
     */
    public int[] numbers(String name) {
        int fd = open(directory(), name, Files.O_RDONLY | O_DIRECTORY);
        if (fd < 0) {
            return new int[0];
        }
        try {
            int[] numbers = new int[16];
            int count = 0;
            long size;
            do {
                size = entries(fd);
                for (int at = 0; at < size; at += buffer.getShort(at + 16)) {
                    int number = number(at + 19);
                    if (number >= 0) {
                        numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
                        numbers[count++] = number;
                    }
                }
                // while there are more entries, the kernel fills the buffer up to the last one that fits
            } while (size > BUFFER_SIZE / 2);
            Arrays.sort(numbers, 0, count);
            return Arrays.copyOf(numbers, count);
        } finally {
            LibcLooks.close(fd);
        }
    }

    /**
     * The names in a directory except {@code .} and {@code ..}, in the file system's order; none if it is gone or
     * refused.
     */
    public List<String> names(String name) {
        List<String> names = new ArrayList<>();
        int fd = open(directory(), name, Files.O_RDONLY | O_DIRECTORY);
        if (fd < 0) {
            return names;
        }
        try {
            for (long size = entries(fd); size > 0; size = entries(fd)) {
                for (int at = 0; at < size; at += buffer.getShort(at + 16)) {
                    String entry = entry(at + 19);
                    if (!entry.equals(".") && !entry.equals("..")) {
                        names.add(entry);
                    }
                }
            }
            return names;
        } finally {
            LibcLooks.close(fd);
        }
    }

    private String entry(int at) {
        int end = at;
        while (buffer.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - at];
        buffer.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Fills the buffer with linux_dirent64 (getdents64(2)): inode, offset, length at 16, type, name at 19. */
    private long entries(int fd) {
        long size = LibcLooks.syscall(LibcLooks.GETDENTS64, fd, bufferAddress, BUFFER_SIZE);
        if (size < 0) {
            failed();
        }
        return size;
    }

    /** Parses the name at an offset as a number; -1 if it is not one. */
    private int number(int at) {
        long number = 0;
        for (int i = at; buffer.get(i) != 0; i++) {
            int digit = buffer.get(i) - '0';
            if (digit < 0 || digit > 9 || number > Integer.MAX_VALUE / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number > Integer.MAX_VALUE ? -1 : (int) number;
    }

    private int directory() {
        return entered >= 0 ? entered : root.number();
    }

    private int open(int directory, String name, int flags) {
        put(name);
        int fd = Descriptors.attempt(() -> LibcLooks.openat(directory, pathAddress, flags | O_CLOEXEC, 0));
        if (fd < 0) {
            failed();
        }
        return fd;
    }

    /** Copies a name into the buffer; the names here are the kernel's own, in ASCII. */
    private void put(String name) {
        for (int i = 0; i < name.length(); i++) {
            path.put(i, (byte) name.charAt(i));
        }
        path.put(name.length(), (byte) 0);
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        buffer.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private <T> Optional<T> failed() {
        failure = Errno.of(Libc.errno());
        return Optional.empty();
    }

    @Override
    public void close() {
        leave();
        root.close();
    }
}
