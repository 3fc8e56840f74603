package nsx.dsl.value.socket;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.sys.Files;
import nsx.sys.SysException;

/** Ports by number or by the name of their service, as services(5) lists them. */
public final class Services {
    private static final String FILE = "/etc/services";
    private static final int HIGHEST = 65535;
    /** The services that are known even without the file. */
    private static final Map<String, Integer> USUAL = Map.of(
            "http",
            80,
            "https",
            443,
            "ssh",
            22,
            "domain",
            53,
            "smtp",
            25,
            "ntp",
            123,
            "ldap",
            389,
            "mysql",
            3306,
            "postgresql",
            5432,
            "bgp",
            179);

    private Services() {}

    /** A port from 1 to 65535, or the name of a service. */
    public static Reader<Integer> port() {
        return Reader.of(
                Type.WORD, "a port from 1 to " + HIGHEST + ", or a service's name such as 'http'", Services::read);
    }

    private static Optional<Integer> read(Object value) {
        if (value instanceof Number) {
            return Reader.whole(value).filter(n -> n >= 1 && n <= HIGHEST).map(Long::intValue);
        }
        String text = String.valueOf(value);
        return text.matches("\\d{1,5}") ? read(Integer.valueOf(text)) : named(text);
    }

    /** The port of a service; empty for an unknown name. */
    static Optional<Integer> named(String name) {
        return lines().map(line -> line.replaceFirst("#.*", "").strip().split("\\s+"))
                .filter(parts -> parts.length > 1 && parts[1].matches("\\d{1,5}/.*"))
                .filter(parts -> parts[0].equals(name)
                        || Arrays.asList(parts).subList(2, parts.length).contains(name))
                .map(parts -> Integer.valueOf(parts[1].substring(0, parts[1].indexOf('/'))))
                .findFirst()
                .or(() -> Optional.ofNullable(USUAL.get(name)));
    }

    private static Stream<String> lines() {
        try {
            return Files.readText(FILE).lines();
        } catch (SysException e) {
            return Stream.empty();
        }
    }
}
