package nsx.dsl.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.NsxException;

/**
 * Another host, and how ssh(1) gets there.
 *
 * @param name what scripts call it
 * @param destination {@code HOST} or {@code USER@HOST}, as ssh takes it; names of its configuration too
 * @param port empty for what ssh's configuration says
 * @param key a file with a private key; empty for what ssh's configuration says
 * @param config a file in place of the user's configuration of ssh; empty for that
 * @param nsx the command there
 */
public record Host(
        String name,
        String destination,
        Optional<Integer> port,
        Optional<String> key,
        Optional<String> config,
        String nsx) {
    static final String NSX = "nsx";

    public Host {
        // ssh would take it for an option, and what is not a name for part of a shell's line
        if (!destination.matches("[A-Za-z0-9_\\[][^\\s'\"`$;&|<>()\\\\]*")) {
            throw new NsxException("'" + destination + "' is not a host")
                    .because("ssh takes HOST or USER@HOST")
                    .at(destination)
                    .hint("such as: hosts { h1 'root@10.0.0.1' }");
        }
    }

    /** A host that is only known to ssh. */
    static Host plain(String name) {
        return new Host(name, name, Optional.empty(), Optional.empty(), Optional.empty(), NSX);
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
