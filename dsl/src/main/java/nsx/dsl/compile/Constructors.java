package nsx.dsl.compile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ConstructorNode;
import org.codehaus.groovy.ast.Parameter;

/** The constructors of a class, of the script or of Java, and the numbers of arguments that they take. */
final class Constructors {
    private Constructors() {}

    /** Whether a constructor can be called with this number of arguments; for a single one that can be null, Groovy passes null. */
    static boolean take(ClassNode type, int arguments) {
        List<ConstructorNode> all = type.getDeclaredConstructors();
        if (all.isEmpty()) {
            return arguments == 0 || type.isResolved();
        }
        boolean nothing = arguments == 0
                && all.size() == 1
                && all.get(0).getParameters().length == 1
                && !ClassHelper.isPrimitiveType(all.get(0).getParameters()[0].getType());
        return nothing || all.stream().anyMatch(c -> takes(c.getParameters(), arguments));
    }

    private static boolean takes(Parameter[] parameters, int arguments) {
        int most = parameters.length;
        boolean repeated = most > 0 && parameters[most - 1].getType().isArray();
        long least =
                Arrays.stream(parameters).filter(p -> !p.hasInitialExpression()).count() - (repeated ? 1 : 0);
        return arguments >= least && (repeated || arguments <= most);
    }

    /** What the constructors take, as a hint: {@code it takes (int, String) or (String)}. */
    static String taken(ClassNode type) {
        List<ConstructorNode> all = type.getDeclaredConstructors();
        return all.isEmpty()
                ? "it takes ()"
                : "it takes "
                        + all.stream()
                                .filter(ConstructorNode::isPublic)
                                .map(c -> Arrays.stream(c.getParameters())
                                        .map(p -> p.getType().getNameWithoutPackage())
                                        .collect(Collectors.joining(", ", "(", ")")))
                                .distinct()
                                .sorted()
                                .limit(4)
                                .collect(Collectors.joining(" or "));
    }
}
