package nsx.sys;

/**
 * The /proc that nsx was started with. A thread that visits a mount namespace in which /proc shows another pid namespace has no
 * entry of its own there: /proc/thread-self leads nowhere. Through this descriptor it does.
 */
final class OwnProc {
    private static final Fd DIRECTORY = Files.open("/proc", Files.O_PATH);

    private OwnProc() {}

    static int directory() {
        return DIRECTORY.number();
    }
}
