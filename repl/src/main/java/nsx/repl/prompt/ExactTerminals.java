package nsx.repl.prompt;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.stream.Stream;
import nsx.sys.SysException;
import nsx.sys.TerminalModes;
import org.jline.nativ.CLibrary.Termios;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * JLine's system terminal with all modes preserved. JLine writes a struct termios with only the fields that it knows
 * and so sets the line speed to 0, which hangs up a serial line; here the known fields are changed in the kernel's
 * current modes.
 */
final class ExactTerminals extends JniTerminalProvider {
    /** The number of characters that JLine knows, by their index in c_cc: VINTR to VEOL2. */
    private static final int CHARACTERS = 17;

    /**
     * Opens a terminal. Input is UTF-8 in any locale; otherwise some existing names could not be typed. JLine's other
     * providers silently fall back to a dumb terminal, or fork programs.
     *
     * @param shown the character set that the terminal can show
     */
    static Terminal open(String type, Charset shown) throws IOException {
        ExactTerminals terminals = new ExactTerminals();
        SystemStream stream = Stream.of(SystemStream.Output, SystemStream.Error)
                .filter(terminals::isSystemStream)
                .findFirst()
                .orElseThrow(() -> new IOException("neither standard output nor standard error is a terminal"));
        return terminals.sysTerminal(
                "nsx",
                type,
                false,
                shown,
                StandardCharsets.UTF_8,
                shown,
                true,
                Terminal.SignalHandler.SIG_DFL,
                false,
                stream);
    }

    @Override
    public Pty current(SystemStream stream) throws IOException {
        return new ExactPty(this, stream, (LinuxNativePty) super.current(stream));
    }

    private static final class ExactPty extends LinuxNativePty {
        private final Termios known = toTermios(everything());

        ExactPty(TerminalProvider provider, SystemStream stream, LinuxNativePty pty) {
            super(
                    provider,
                    stream,
                    pty.getMaster(),
                    pty.getMasterFD(),
                    pty.getSlave(),
                    pty.getSlaveFD(),
                    pty.getSlaveOut(),
                    pty.getSlaveOutFD(),
                    pty.getName());
        }

        private static Attributes everything() {
            Attributes all = new Attributes();
            all.setInputFlags(EnumSet.allOf(Attributes.InputFlag.class));
            all.setOutputFlags(EnumSet.allOf(Attributes.OutputFlag.class));
            all.setControlFlags(EnumSet.allOf(Attributes.ControlFlag.class));
            all.setLocalFlags(EnumSet.allOf(Attributes.LocalFlag.class));
            return all;
        }

        @Override
        protected void doSetAttr(Attributes attributes) throws IOException {
            Termios wanted = toTermios(attributes);
            try {
                TerminalModes.of(getSlave())
                        .withInput(known.c_iflag, wanted.c_iflag)
                        .withOutput(known.c_oflag, wanted.c_oflag)
                        .withControl(known.c_cflag, wanted.c_cflag)
                        .withLocal(known.c_lflag, wanted.c_lflag)
                        .withCharacters(wanted.c_cc, CHARACTERS)
                        .set(getSlave());
            } catch (SysException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
