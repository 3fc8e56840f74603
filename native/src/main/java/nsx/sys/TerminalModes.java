package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The modes of a terminal, struct termios of termios(3): four groups of flags, the special characters and the line
 * speed. Unchanged fields keep the kernel's values.
 */
public final class TerminalModes {
    // struct termios of glibc has 60 bytes: four groups of flags, the line discipline, 32 characters, two speeds
    private static final int BYTES = 128;
    private static final int INPUT = 0;
    private static final int OUTPUT = 4;
    private static final int CONTROL = 8;
    private static final int LOCAL = 12;
    private static final int CHARACTERS = 17;
    private static final int TCSADRAIN = 1;

    private final byte[] termios;

    private TerminalModes(byte[] termios) {
        this.termios = termios;
    }

    /** The modes of a descriptor's terminal; ENOTTY if it is not a terminal, EIO if the terminal is gone. */
    public static TerminalModes of(int fd) {
        byte[] termios = new byte[BYTES];
        SysException.check("tcgetattr", LibcSpawn.tcgetattr(fd, termios), fd);
        return new TerminalModes(termios);
    }

    /** Sets the modes after pending output has been sent. */
    public void set(int fd) {
        SysException.check("tcsetattr", LibcSpawn.tcsetattr(fd, TCSADRAIN, termios), fd);
    }

    /** Returns these modes with the c_iflag bits in the mask set as wanted. */
    public TerminalModes withInput(long mask, long wanted) {
        return with(INPUT, mask, wanted);
    }

    /** Returns these modes with the c_oflag bits in the mask set as wanted. */
    public TerminalModes withOutput(long mask, long wanted) {
        return with(OUTPUT, mask, wanted);
    }

    /** Returns these modes with the c_cflag bits in the mask set as wanted; c_cflag also contains the line speed. */
    public TerminalModes withControl(long mask, long wanted) {
        return with(CONTROL, mask, wanted);
    }

    /** Returns these modes with the c_lflag bits in the mask set as wanted. */
    public TerminalModes withLocal(long mask, long wanted) {
        return with(LOCAL, mask, wanted);
    }

    /** Returns these modes with the first {@code count} characters of c_cc replaced. */
    public TerminalModes withCharacters(byte[] characters, int count) {
        byte[] changed = termios.clone();
        System.arraycopy(characters, 0, changed, CHARACTERS, count);
        return new TerminalModes(changed);
    }

    private TerminalModes with(int group, long mask, long wanted) {
        byte[] changed = termios.clone();
        ByteBuffer all = ByteBuffer.wrap(changed).order(ByteOrder.nativeOrder());
        all.putInt(group, (int) (all.getInt(group) & ~mask | wanted & mask));
        return new TerminalModes(changed);
    }
}
