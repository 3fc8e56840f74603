package nsx.dsl.op.queue;

import java.util.Optional;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Qdisc;

/** Parses the numbers of qdiscs and classes in the form of tc(8), with both parts in hexadecimal. */
final class Handle {
    /** A qdisc: {@code '10:'}; a plain number is the part before the colon. */
    static final Reader<Integer> OF_QDISC = Reader.<Integer>of(
                    Type.TEXT,
                    "a handle such as '10:', in hexadecimal",
                    value -> value instanceof Number
                            ? Reader.integer(1, 0xfffe).read(value).map(n -> n << 16)
                            : major(String.valueOf(value)))
            .such("'10:'");

    /** A class: {@code '1:10'}. */
    static final Reader<Integer> OF_CLASS = Reader.<Integer>of(
                    Type.TEXT, "a class such as '1:10', in hexadecimal", value -> parsed(String.valueOf(value)))
            .such("'1:10'");

    /** A class of the qdisc itself: {@code '10'} or {@code '1:10'}, both hexadecimal, or a number. */
    static final Reader<Integer> OF_MINOR = Reader.<Integer>of(
                    Type.TEXT,
                    "a class such as '1:10' or '10', in hexadecimal, or a number up to 65535",
                    value -> value instanceof Number
                            ? Reader.integer(0, 0xffff).read(value)
                            : minor(String.valueOf(value)))
            .such("'10'");

    /** A parent: {@code 'root'}, {@code '1:'} or {@code '1:10'}. */
    static final Reader<Integer> OF_PARENT = Reader.<Integer>of(
                    Type.TEXT,
                    "'root', 'ingress' or a class such as '1:10', in hexadecimal",
                    value -> switch (String.valueOf(value)) {
                        case "root" -> Optional.of(Qdisc.ROOT);
                        case "ingress", "clsact" -> Optional.of(Qdisc.INGRESS);
                        default -> either(String.valueOf(value));
                    })
            .such("'1:10'");

    /** The attachment point of a filter: {@code 'in'}, {@code 'out'}, {@code '1:'} or {@code '1:10'}. */
    static final Reader<Integer> OF_HOOK = Reader.<Integer>of(
                    Type.TEXT, "'in', 'out' or a qdisc such as '1:', in hexadecimal", value -> switch (String.valueOf(
                            value)) {
                        case "in", "ingress" -> Optional.of(Classifiers.IN);
                        case "out", "egress" -> Optional.of(Classifiers.OUT);
                        default -> either(String.valueOf(value));
                    })
            .such("'in'");

    private Handle() {}

    private static Optional<Integer> either(String text) {
        return text.endsWith(":") ? major(text) : parsed(text);
    }

    private static Optional<Integer> major(String text) {
        return text.matches("[0-9a-fA-F]{1,4}:?0?")
                ? Optional.of(Integer.parseInt(text.replaceAll(":.*", ""), 16) << 16)
                        .filter(h -> h != 0)
                : Optional.empty();
    }

    private static Optional<Integer> minor(String text) {
        return text.matches("(0x|[0-9a-fA-F]{0,4}:)?[0-9a-fA-F]{1,4}")
                ? Optional.of(Integer.parseInt(text.replaceAll(".*[x:]", ""), 16))
                : Optional.empty();
    }

    private static Optional<Integer> parsed(String text) {
        if (!text.matches("[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}")) {
            return Optional.empty();
        }
        String[] parts = text.split(":");
        return Optional.of(Integer.parseInt(parts[0], 16) << 16 | Integer.parseInt(parts[1], 16));
    }

    /** The words of tc after {@code dev}: {@code root}, {@code ingress} or {@code parent 1:10}. */
    static String parentWords(int parent) {
        return switch (parent) {
            case Qdisc.ROOT -> "root";
            case Classifiers.IN -> "ingress";
            case Classifiers.OUT -> "egress";
            default -> "parent " + Qdisc.handleText(parent);
        };
    }
}
