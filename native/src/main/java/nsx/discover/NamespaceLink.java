package nsx.discover;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.ns.NamespaceKind;

/**
 * The text of a symbolic link to a namespace, in /proc/PID/ns, in /proc/PID/fd and as the root of a mount: {@code
 * net:[4026531840]}. Links to other files begin with a slash, or with a word that is not a kind of namespace.
 */
record NamespaceLink(NamespaceKind kind, long inode) {
    private static final Pattern FORM = Pattern.compile("([a-z]+):\\[(\\d{1,18})]");

    /** Parses a link; empty for a link to anything else. */
    static Optional<NamespaceLink> parse(String link) {
        if (link.isEmpty() || link.charAt(0) == '/' || link.charAt(link.length() - 1) != ']') {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(link);
        return form.matches()
                ? kind(form.group(1)).map(k -> new NamespaceLink(k, Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    private static Optional<NamespaceKind> kind(String name) {
        return Arrays.stream(NamespaceKind.values())
                .filter(k -> k.file().equals(name))
                .findFirst();
    }

    /** The inode in the text of a link of a known kind; -1 for any other text. */
    static long inode(String link) {
        int open = link.indexOf('[');
        int end = link.length() - 1;
        if (open < 0 || end - open < 2 || end - open > 19 || link.charAt(end) != ']') {
            return -1;
        }
        long inode = 0;
        for (int i = open + 1; i < end; i++) {
            int digit = link.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            inode = inode * 10 + digit;
        }
        return inode;
    }
}
