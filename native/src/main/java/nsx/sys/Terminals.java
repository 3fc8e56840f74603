package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Asks about the terminal of a descriptor (ioctl_tty(2)). */
public final class Terminals {
    private static final int TIOCGWINSZ = 0x5413;
    private static final int WINSIZE_BYTES = 8;
    private static final int ROWS_OFFSET = 0;
    private static final int COLUMNS_OFFSET = 2;

    private Terminals() {}

    /** Whether the descriptor is a terminal, as isatty(3). */
    public static boolean isTerminal(int descriptor) {
        return Libc.ioctl(descriptor, TIOCGWINSZ, new byte[WINSIZE_BYTES]) == 0;
    }

    /** The terminal's height in lines; 0 if it is unknown or the descriptor is not a terminal. */
    public static int rows(int descriptor) {
        return size(descriptor, ROWS_OFFSET);
    }

    /** The terminal's width in characters; 0 if it is unknown or the descriptor is not a terminal. */
    public static int columns(int descriptor) {
        return size(descriptor, COLUMNS_OFFSET);
    }

    private static int size(int descriptor, int offset) {
        byte[] size = new byte[WINSIZE_BYTES];
        return Libc.ioctl(descriptor, TIOCGWINSZ, size) == 0
                ? Short.toUnsignedInt(
                        ByteBuffer.wrap(size).order(ByteOrder.nativeOrder()).getShort(offset))
                : 0;
    }
}
