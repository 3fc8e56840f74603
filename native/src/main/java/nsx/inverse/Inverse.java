package nsx.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One step of taking something back.
 *
 * @param call what is done
 * @param where the namespaces that it is done in
 * @param arguments those of the call
 */
public record Inverse(Call call, List<NamespaceSpot> where, List<String> arguments) {
    private static final String BETWEEN = "\u001f";

    /** What can be done. */
    public enum Call {
        /** Netlink family; offsets of the descriptor in the message, between commas; a {@link NamespaceSpot} for it; the messages. */
        NETLINK,
        /** A file with a kernel parameter; its value. */
        WRITE,
        HOSTNAME,
        DOMAINNAME,
        /** A kind; a name; the inode of the namespace that has it, or nothing. */
        UNNAME,
        /** A file. */
        UNLINK,
        /** The path of a mount; the flags of umount2(2). */
        UNMOUNT,
        /** A file; its content in base64. */
        FILE,
        /** The sort of a System V object as a {@link nsx.ledger.Thing.Sort}; its key in hexadecimal, or its id. */
        UNMAKE,
        /** The name of a container. */
        UNCONTAIN,
        /** A command line for sh(1), where nsx was started. */
        RUN
    }

    /** Whether it can be written down. */
    public boolean isSayable() {
        return !all().contains(BETWEEN);
    }

    private String all() {
        return where.stream().map(NamespaceSpot::text).toList() + " " + arguments;
    }

    /** As a field of a line. */
    String text() {
        List<String> fields = new ArrayList<>(List.of(call.name(), Integer.toString(where.size())));
        where.forEach(spot -> fields.add(spot.text()));
        fields.addAll(arguments);
        return String.join(BETWEEN, fields);
    }

    /** @throws IllegalArgumentException for text that is damaged */
    static Inverse read(String text) {
        List<String> fields = Arrays.asList(text.split(BETWEEN, -1));
        int spots = Integer.parseInt(fields.get(1));
        if (spots < 0 || spots > fields.size() - 2) {
            throw new IllegalArgumentException(text);
        }
        return new Inverse(
                Call.valueOf(fields.get(0)),
                fields.subList(2, 2 + spots).stream().map(NamespaceSpot::read).toList(),
                List.copyOf(fields.subList(2 + spots, fields.size())));
    }
}
