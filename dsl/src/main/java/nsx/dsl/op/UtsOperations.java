package nsx.dsl.op;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Portable;
import nsx.dsl.error.NsxException;
import nsx.inverse.Inverse.Call;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.sys.Uts;

/** Sets one of the two names of a UTS namespace. */
public enum UtsOperations {
    HOSTNAME("hostname", "sethostname", Uts::hostname, Uts::setHostname),
    DOMAINNAME("domainname", "setdomainname", Uts::domainname, Uts::setDomainname);

    private final String word;
    private final String call;
    private final Supplier<String> reader;
    private final Consumer<String> writer;

    UtsOperations(String word, String call, Supplier<String> reader, Consumer<String> writer) {
        this.word = word;
        this.call = call;
        this.reader = reader;
        this.writer = writer;
    }

    public String word() {
        return word;
    }

    /** The name in the calling thread's namespace. */
    public String read() {
        return reader.get();
    }

    public Operation set(Context context, String before, String after) {
        int length = after.getBytes(StandardCharsets.UTF_8).length;
        return new Operation(
                context,
                new Operation.SystemCall(
                                call + "(\"" + after + "\", " + length + ")",
                                () -> {
                                    writer.accept(after);
                                    return null;
                                },
                                prospect -> {
                                    prospect.leaves(context, NamespaceKind.UTS, word, after);
                                    return null;
                                },
                                NamespaceKind.UTS)
                        .also(Portable.in(NamespaceKind.UTS, Call.valueOf(name()), after)),
                word + " " + after,
                "set the " + word + " to " + after,
                () -> List.of(set(context, after, before)));
    }

    /**
     * Checks a name: the kernel accepts any 64 bytes, but names that no program could print or compare are refused
     * here.
     */
    public String check(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        String reason = name.isEmpty()
                ? "it is empty"
                : length > Uts.LONGEST
                        ? "it has " + length + " bytes; at most " + Uts.LONGEST + " fit"
                        : name.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))
                                ? "it holds white space or a control character"
                                : null;
        if (reason != null) {
            throw new NsxException("'" + printable(name) + "' is not a valid " + word)
                    .because(reason)
                    .at(name);
        }
        return name;
    }

    private static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                text.append(String.format("\\x%02x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
