package nsx.dsl.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.NsxException;

/**
 * Another host, and how ssh(1) reaches it.
 *
 * @param name the name in scripts
 * @param destination {@code HOST} or {@code USER@HOST} as for ssh, including names of its configuration
 * @param port the port; empty for that of ssh's configuration
 * @param key a file with a private key; empty for that of ssh's configuration
 * @param config an ssh configuration file; empty for the user's
 * @param nsx the nsx command on the host
 * @param tarball the tarball for a host without nsx; empty for that of the running nsx
 * @param into the directory on the host for it; empty for the user's cache there
 */
public record Host(
        String name,
        String destination,
        Optional<Integer> port,
        Optional<String> key,
        Optional<String> config,
        String nsx,
        Optional<String> tarball,
        Optional<String> into) {
    static final String NSX = "nsx";

    public Host {
        // ssh would take a leading dash for an option, and a shell could interpret other characters
        if (!destination.matches("[A-Za-z0-9_\\[][^\\s'\"`$;&|<>()\\\\]*")) {
            throw new NsxException("'" + destination + "' is not a host")
                    .because("ssh takes HOST or USER@HOST")
                    .at(destination)
                    .hint("such as: hosts { h1 'root@10.0.0.1' }");
        }
    }

    /** Whether nsx may be sent to it: no command was named for it. */
    boolean takesNsx() {
        return nsx.equals(NSX);
    }

    /** A host that is only known to ssh. */
    static Host plain(String name) {
        return new Host(
                name,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NSX,
                Optional.empty(),
                Optional.empty());
    }

    /** The options and the destination for ssh. */
    List<String> address() {
        List<String> words = new ArrayList<>();
        config.ifPresent(file -> words.addAll(List.of("-F", file)));
        port.ifPresent(number -> words.addAll(List.of("-p", number.toString())));
        key.ifPresent(file -> words.addAll(List.of("-i", file)));
        words.add("--");
        words.add(destination);
        return words;
    }
}
