package nsx.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One step that undoes a change.
 *
 * @param call the action
 * @param where the namespaces to execute it in
 * @param arguments the arguments of the call
 */
public record Inverse(Call call, List<NamespaceSpot> where, List<String> arguments) {
    private static final String BETWEEN = "\u001f";

    /** The actions, with their arguments. */
    public enum Call {
        /**
         * Arguments: netlink family; offsets of the descriptor in the message, separated by commas; a {@link
         * NamespaceSpot} for the descriptor; the messages.
         */
        NETLINK,
        /** Arguments: the file of a kernel parameter; its value. */
        WRITE,
        HOSTNAME,
        DOMAINNAME,
        /** Arguments: a kind; a name; the inode of the named namespace, or nothing. */
        UNNAME,
        /** Argument: a file. */
        UNLINK,
        /** Arguments: the path of a mount; the flags of umount2(2). */
        UNMOUNT,
        /** Arguments: a file; its content in base64. */
        FILE,
        /**
         * Arguments: the sort of a System V object as a {@link nsx.ledger.Thing.Sort}; its key in hexadecimal, or its
         * id.
         */
        UNMAKE,
        /** Argument: the name of a container. */
        UNCONTAIN,
        /** Argument: a command line for sh(1), executed where nsx was started. */
        RUN
    }

    /** Whether the inverse can be written as a line. */
    public boolean isSayable() {
        return !all().contains(BETWEEN);
    }

    private String all() {
        return where.stream().map(NamespaceSpot::text).toList() + " " + arguments;
    }

    /** Returns the inverse as a field of a line. */
    String text() {
        List<String> fields = new ArrayList<>(List.of(call.name(), Integer.toString(where.size())));
        where.forEach(spot -> fields.add(spot.text()));
        fields.addAll(arguments);
        return String.join(BETWEEN, fields);
    }

    /**
     * Parses a field of a line.
     *
     * @throws IllegalArgumentException if the text is damaged
     */
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
