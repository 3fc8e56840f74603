package nsx.dsl.compile;

import java.util.Optional;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter.Type;
import nsx.dsl.value.IpText;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;

/** Whether what is written out in a script can be what a parameter takes. */
final class Literals {
    private Literals() {}

    /** Why not, as the end of a sentence that begins with the parameter; empty when it can, or when only a run will tell. */
    static Optional<String> objection(Type type, Expression argument) {
        if (argument instanceof ClosureExpression && type != Type.ANY && type != Type.BLOCK) {
            return Optional.of("cannot be a block");
        }
        return argument instanceof ConstantExpression constant
                ? objection(type, constant.getValue())
                : Optional.empty();
    }

    private static Optional<String> objection(Type type, Object value) {
        if (value == null) {
            return Optional.empty();
        }
        return switch (type) {
            case LINK, NETNS, ENDPOINT, COMMAND -> name(value);
            case NUMBER, PID, INODE ->
                value instanceof Number ? Optional.empty() : Optional.of("is a number, not " + shown(value));
            case FLAG ->
                value instanceof Boolean ? Optional.empty() : Optional.of("is true or false, not " + shown(value));
            case DURATION ->
                value instanceof Number
                        ? Optional.empty()
                        : Optional.of("is a duration such as 200.ms, not " + shown(value));
            case ADDRESS -> parsed(value, () -> IpText.address((String) value));
            case PREFIX, NEW_ADDRESS ->
                "default".equals(value) ? Optional.empty() : parsed(value, () -> IpText.prefix((String) value));
            case MAP -> Optional.of("is a map, not " + shown(value));
            case LIST -> Optional.of("is a list, not " + shown(value));
            default -> type.isText() ? name(value) : Optional.empty();
        };
    }

    private static Optional<String> name(Object value) {
        return value instanceof String ? Optional.empty() : Optional.of("is a name, not " + value);
    }

    private static Optional<String> parsed(Object value, Runnable parse) {
        if (!(value instanceof String)) {
            return Optional.of("is an address, not " + value);
        }
        try {
            parse.run();
            return Optional.empty();
        } catch (NsxException e) {
            return Optional.of("cannot be '" + value + "': " + e.reason());
        }
    }

    private static String shown(Object value) {
        return value instanceof String ? "'" + value + "'" : String.valueOf(value);
    }
}
