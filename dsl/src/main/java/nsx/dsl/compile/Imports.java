package nsx.dsl.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** The imports of earlier lines, which are added to each later line. The imports of the line itself take precedence. */
final class Imports extends CompilationCustomizer {
    /**
     * One import.
     *
     * @param alias the imported name; for a star import the part before the star
     * @param type the class, null for {@code import package.*}
     * @param member the member of a static import; null for other imports
     */
    record One(String alias, String type, String member, boolean isStatic, boolean star) {

        private void addTo(ModuleNode module) {
            ClassNode of = type == null ? null : ClassHelper.make(type);
            if (isStatic && star) {
                module.addStaticStarImport(type, of);
            } else if (isStatic) {
                module.addStaticImport(of, member, alias);
            } else if (star) {
                module.addStarImport(alias);
            } else {
                module.addImport(alias, of);
            }
        }
    }

    private final Map<String, One> all = new LinkedHashMap<>();

    Imports() {
        super(CompilePhase.CONVERSION);
    }

    /** The imports of a script. */
    static List<One> of(ModuleNode module) {
        List<One> found = new ArrayList<>();
        module.getImports().forEach(i -> found.add(new One(i.getAlias(), i.getClassName(), null, false, false)));
        module.getStarImports().forEach(i -> found.add(new One(i.getPackageName(), null, null, false, true)));
        module.getStaticImports()
                .forEach((alias, i) -> found.add(new One(alias, i.getType().getName(), i.getFieldName(), true, false)));
        for (ImportNode i : module.getStaticStarImports().values()) {
            found.add(new One(i.getType().getName(), i.getType().getName(), null, true, true));
        }
        return found;
    }

    void add(List<One> imports) {
        imports.forEach(i -> all.put((i.isStatic() ? "static " : "") + (i.star() ? "* " : "") + i.alias(), i));
    }

    /** The names that the imports define. */
    Set<String> names() {
        return all.values().stream().filter(i -> !i.star()).map(One::alias).collect(Collectors.toSet());
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        ModuleNode module = source.getAST();
        // Groovy calls this for each class of the script
        if (module.getClasses().get(0) == node) {
            Set<One> own = Set.copyOf(of(module));
            Set<String> given = own.stream().map(One::alias).collect(Collectors.toSet());
            Set<String> classes =
                    module.getClasses().stream().map(ClassNode::getName).collect(Collectors.toSet());
            all.values().stream()
                    .filter(i -> !own.contains(i) && (i.star() || !given.contains(i.alias())))
                    .filter(i -> !classes.contains(i.alias()))
                    .forEach(i -> i.addTo(module));
        }
    }
}
