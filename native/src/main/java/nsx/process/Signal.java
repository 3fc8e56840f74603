package nsx.process;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The standard signals with their numbers on x86 and arm (signal(7)). */
public enum Signal {
    HUP(1),
    INT(2),
    QUIT(3),
    ILL(4),
    TRAP(5),
    ABRT(6),
    BUS(7),
    FPE(8),
    KILL(9),
    USR1(10),
    SEGV(11),
    USR2(12),
    PIPE(13),
    ALRM(14),
    TERM(15),
    STKFLT(16),
    CHLD(17),
    CONT(18),
    STOP(19),
    TSTP(20),
    TTIN(21),
    TTOU(22),
    URG(23),
    XCPU(24),
    XFSZ(25),
    VTALRM(26),
    PROF(27),
    WINCH(28),
    IO(29),
    PWR(30),
    SYS(31);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The signal with this number; empty for real-time signals. */
    public static Optional<Signal> of(int number) {
        return Arrays.stream(values()).filter(s -> s.number == number).findFirst();
    }

    /** Parses a signal by name, with or without SIG and in any case, or by number. */
    public static Optional<Signal> of(String text) {
        String name = text.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        return Arrays.stream(values())
                .filter(s -> s.name().equals(name) || String.valueOf(s.number).equals(name))
                .findFirst();
    }
}
