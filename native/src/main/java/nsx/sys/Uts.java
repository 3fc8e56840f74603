package nsx.sys;

import java.nio.charset.StandardCharsets;
import java.util.function.ToIntBiFunction;

/** Reads and sets the names of the calling thread's UTS namespace (uname(2), sethostname(2), setdomainname(2)). */
public final class Uts {
    /** The maximum length of a name in bytes, __NEW_UTS_LEN. */
    public static final int LONGEST = 64;

    private static final int FIELD = LONGEST + 1;
    private static final int FIELDS = 6;
    private static final int NODENAME = 1;
    private static final int DOMAINNAME = 5;

    private Uts() {}

    public static String hostname() {
        return field(NODENAME);
    }

    /** The NIS domain; {@code (none)} if it was never set. */
    public static String domainname() {
        return field(DOMAINNAME);
    }

    /**
     * Sets the host name; EPERM without CAP_SYS_ADMIN in the user namespace that owns the UTS namespace, EINVAL if it
     * is too long.
     */
    public static void setHostname(String name) {
        set("sethostname", name, LibcUts::sethostname);
    }

    /** Sets the NIS domain; errors as in {@link #setHostname}. */
    public static void setDomainname(String name) {
        set("setdomainname", name, LibcUts::setdomainname);
    }

    private static void set(String call, String name, ToIntBiFunction<byte[], Long> setter) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        SysException.check(call, setter.applyAsInt(bytes, (long) bytes.length), name);
    }

    private static String field(int index) {
        byte[] all = new byte[FIELD * FIELDS];
        SysException.check("uname", LibcUts.uname(all), "");
        int end = index * FIELD;
        while (all[end] != 0) {
            end++;
        }
        return new String(all, index * FIELD, end - index * FIELD, StandardCharsets.UTF_8);
    }
}
