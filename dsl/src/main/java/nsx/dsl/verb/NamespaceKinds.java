package nsx.dsl.verb;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.dsl.NsxException;
import nsx.dsl.Texts;
import nsx.ns.NamespaceKind;

/** NamespaceKinds of namespaces as arguments: {@code 'net'}, and the longer words that unshare(1) has. */
final class NamespaceKinds {
    private NamespaceKinds() {}

    static NamespaceKind of(Object argument) {
        String text = Texts.of(argument);
        String file = switch (text) {
            case "mount" -> "mnt";
            case "network" -> "net";
            default -> text.endsWith("ns") && text.length() > 2 ? text.substring(0, text.length() - 2) : text;
        };
        List<String> names =
                Arrays.stream(NamespaceKind.values()).map(NamespaceKind::file).toList();
        if (!names.contains(file)) {
            throw new NsxException("there is no kind of namespace called '" + text + "'")
                    .at(text)
                    .hint(Optional.ofNullable(Texts.didYouMean(text, names))
                            .orElse("the kinds: " + String.join(", ", names)));
        }
        return NamespaceKind.of(file);
    }
}
