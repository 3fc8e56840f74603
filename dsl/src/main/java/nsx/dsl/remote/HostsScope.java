package nsx.dsl.remote;

import groovy.lang.GroovyObjectSupport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Scope;

/** The block of {@code hosts}: each name in it declares a host, with the way ssh reaches it. */
public final class HostsScope extends GroovyObjectSupport implements Scope {
    private static final Set<String> OPTIONS = Set.of("port", "key", "config", "nsx", "tarball", "into");
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, ?> usual;

    /** @param usual the default options of all hosts */
    public HostsScope(Map<String, ?> usual) {
        this.usual = usual;
    }

    /** Declares a host: {@code h1 'root@10.0.0.1', port: 2222}. */
    public Object methodMissing(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        Map<String, Object> options = new LinkedHashMap<>(usual);
        int first = 0;
        if (all.length > 0 && all[0] instanceof Map<?, ?> given) {
            given.forEach((key, value) -> options.put(String.valueOf(key), value));
            first = 1;
        }
        if (all.length != first + 1) {
            throw new NsxException("the host " + name + " needs one destination")
                    .at(name)
                    .hint(name + " 'root@10.0.0.1'");
        }
        options.keySet().stream().filter(o -> !OPTIONS.contains(o)).findFirst().ifPresent(unknown -> {
            throw new NsxException("a host has no option '" + unknown + "'")
                    .at(unknown)
                    .hint(Texts.didYouMean(unknown, OPTIONS));
        });
        if (!(all[first] instanceof CharSequence destination)) {
            throw new NsxException("the destination of the host " + name + " cannot be " + Texts.of(all[first]))
                    .because("it is text: HOST or USER@HOST")
                    .at(Texts.of(all[first]))
                    .hint(name + " 'root@10.0.0.1'");
        }
        hosts.put(name, host(name, destination.toString(), options));
        return null;
    }

    /** Makes a host from its options. */
    static Host host(String name, String destination, Map<String, ?> options) {
        return new Host(
                name,
                destination,
                Optional.ofNullable(options.get("port")).map(port -> port(name, port)),
                text(options, "key"),
                text(options, "config"),
                text(options, "nsx").orElse(Host.NSX),
                text(options, "tarball"),
                text(options, "into"));
    }

    private static Optional<String> text(Map<String, ?> options, String name) {
        return Optional.ofNullable(options.get(name)).map(Texts::of);
    }

    private static int port(String host, Object port) {
        String text = Texts.of(port);
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new NsxException("the port of " + host + " cannot be " + text)
                    .because("1..65535")
                    .at(text);
        }
        return Integer.parseInt(text);
    }

    /** The declared hosts by name. */
    public Map<String, Host> hosts() {
        return hosts;
    }
}
