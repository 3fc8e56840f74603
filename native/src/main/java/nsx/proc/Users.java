package nsx.proc;

import java.util.HashMap;
import java.util.Map;
import nsx.sys.Files;
import nsx.sys.SysException;

/** The names of users in /etc/passwd (passwd(5)). */
public final class Users {
    private static final long LAST = 0xffffffffL;
    /** The read limit in bytes, enough for some hundred thousand users. */
    private static final int LONGEST = 16 << 20;

    private final Map<Integer, String> names;

    private Users(Map<Integer, String> names) {
        this.names = names;
    }

    /** Reads the users of the calling thread's mount namespace; none without the file. */
    public static Users read() {
        try {
            return parse(Files.readText("/etc/passwd", LONGEST));
        } catch (SysException e) {
            return new Users(Map.of());
        }
    }

    static Users parse(String text) {
        Map<Integer, String> names = new HashMap<>();
        text.lines()
                .map(l -> l.split(":"))
                .filter(f -> f.length > 2 && f[2].matches("\\d{1,10}") && Long.parseLong(f[2]) <= LAST)
                .forEach(f -> names.putIfAbsent(Integer.parseUnsignedInt(f[2]), f[0]));
        return new Users(names);
    }

    /** The names of the users by number. */
    public Map<Integer, String> names() {
        return Map.copyOf(names);
    }

    /** The first name of this user number, or the number as text. */
    public String name(int user) {
        return names.getOrDefault(user, Integer.toUnsignedString(user));
    }
}
