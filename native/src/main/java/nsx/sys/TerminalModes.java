package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The modes of a terminal, struct termios of termios(3): flags of four groups, the characters that mean something, and the speed of the
 * line. What is not changed stays as the kernel has it.
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

    /** The modes of a descriptor's terminal; ENOTTY when it is not a terminal, EIO when the terminal is gone. */
    public static TerminalModes of(int fd) {
        byte[] termios = new byte[BYTES];
        SysException.check("tcgetattr", LibcSpawn.tcgetattr(fd, termios), fd);
        return new TerminalModes(termios);
    }

    /** Sets them when what was written has gone out. */
    public void set(int fd) {
        SysException.check("tcsetattr", LibcSpawn.tcsetattr(fd, TCSADRAIN, termios), fd);
    }

    /** These with the flags of c_iflag that the mask has as they are wanted. */
    public TerminalModes withInput(long mask, long wanted) {
        return with(INPUT, mask, wanted);
    }

    /** Flags of c_oflag. */
    public TerminalModes withOutput(long mask, long wanted) {
        return with(OUTPUT, mask, wanted);
    }

    /** Flags of c_cflag, which also holds the speed of the line. */
    public TerminalModes withControl(long mask, long wanted) {
        return with(CONTROL, mask, wanted);
    }

    /** Flags of c_lflag. */
    public TerminalModes withLocal(long mask, long wanted) {
        return with(LOCAL, mask, wanted);
    }

    /** These with the first so many characters of c_cc. */
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
