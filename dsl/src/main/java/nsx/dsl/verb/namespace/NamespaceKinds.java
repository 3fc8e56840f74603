package nsx.dsl.verb.namespace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.Texts;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.ns.NamespaceKind;

/** Kinds of namespaces as arguments: {@code 'net'}, and the longer names of unshare(1). */
public final class NamespaceKinds {
    private NamespaceKinds() {}

    static final List<String> NAMES =
            Arrays.stream(NamespaceKind.values()).map(NamespaceKind::file).toList();

    public static final Reader<NamespaceKind> KIND = Reader.<NamespaceKind>of(
                    Type.KIND, Texts.either(NAMES.toArray(String[]::new)), value -> find(Texts.of(value)))
            .among(NAMES);

    private static Optional<NamespaceKind> find(String text) {
        String file = switch (text) {
            case "mount" -> "mnt";
            case "network" -> "net";
            default -> text.endsWith("ns") && text.length() > 2 ? text.substring(0, text.length() - 2) : text;
        };
        return Optional.of(file).filter(NAMES::contains).map(NamespaceKind::of);
    }
}
