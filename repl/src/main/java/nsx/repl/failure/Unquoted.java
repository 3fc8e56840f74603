package nsx.repl.failure;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.script.Library;

/** The hint for a name that needs quotes because of a sign in it, such as {@code link br-veth1}. */
final class Unquoted {
    private static final Pattern NAME = Pattern.compile("(?<![\\w'\"./:$-])[A-Za-z]\\w*(?:[-./:]\\w+)+(?![\\w(])");
    private static final Pattern ARGUMENT = Pattern.compile("\\s*(\\w+)(\\s+|\\s*\\(\\s*)");

    private Unquoted() {}

    /**
     * The hint for a line that failed at an unknown name.
     *
     * @param culprit the unknown name, one part of the name that lacks quotes
     */
    static Optional<String> hint(String line, String culprit) {
        if (culprit == null) {
            return Optional.empty();
        }
        return NAME.matcher(line)
                .results()
                .filter(name -> Arrays.asList(name.group().split("[-./:]")).contains(culprit))
                .filter(name -> isName(line, name.group(), name.start()))
                .map(name -> Library.find(name.group()).isPresent()
                        ? "include '" + name.group() + "' runs a script"
                        : "it needs quotes: '" + name.group() + "'")
                .findFirst();
    }

    /** Whether it may be a name: a colon also follows an option, and a dot also stands in front of a property. */
    private static boolean isName(String line, String name, int at) {
        Matcher argument = ARGUMENT.matcher(line);
        boolean first = argument.lookingAt() && argument.end() == at;
        return first && (!name.contains(".") || argument.group(1).equals("sysctl"))
                || name.matches("[\\w-]+")
                || Library.find(name).isPresent();
    }
}
