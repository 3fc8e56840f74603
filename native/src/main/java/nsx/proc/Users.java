package nsx.proc;

import java.util.Map;
import java.util.stream.Collectors;
import nsx.sys.Files;
import nsx.sys.SysException;

/** The names of users in /etc/passwd (passwd(5)), as the calling thread's root directory shows it; no other source is asked. */
public final class Users {
    private Users() {}

    /** Id to name; empty when there is no such file. */
    public static Map<Long, String> names() {
        try {
            return parse(Files.readText("/etc/passwd"));
        } catch (SysException e) {
            return Map.of();
        }
    }

    static Map<Long, String> parse(String passwd) {
        return passwd.lines()
                .map(line -> line.split(":"))
                .filter(f -> f.length > 2 && f[2].matches("\\d{1,10}"))
                .collect(Collectors.toMap(f -> Long.parseLong(f[2]), f -> f[0], (first, later) -> first));
    }
}
