package nsx.dsl.compile;

import groovy.lang.GroovyClassLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import nsx.dsl.NsxScript;
import nsx.dsl.Vocabulary;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.tools.GroovyClass;

/** Groovy's compiler with the language's own rules added to it. */
final class Compiler {
    private final ScriptLoader loader;
    private final Predicate<String> methods;
    private final CompilationCustomizer[] first;

    /** @param first what comes before the language's rules change the script */
    Compiler(ScriptLoader loader, CompilationCustomizer... first) {
        this(loader, name -> false, first);
    }

    /** @param methods whether there is a method of this name outside the script */
    Compiler(ScriptLoader loader, Predicate<String> methods, CompilationCustomizer... first) {
        this.loader = loader;
        this.methods = methods;
        this.first = first;
    }

    CompiledScript compile(Source source) {
        try (GroovyClassLoader classes = new GroovyClassLoader(loader.parent(), configuration())) {
            CompilationUnit unit = new CompilationUnit(configuration(), null, classes);
            unit.addSource(source.unit(), source.text());
            Definitions.Found[] found = {Definitions.Found.NOTHING};
            // what the script itself imports, before others are added
            unit.addPhaseOperation(s -> found[0] = found(s.getAST()), Phases.CONVERSION);
            unit.compile(Phases.CLASS_GENERATION);
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (GroovyClass c : unit.getClasses()) {
                files.put(c.getName(), c.getBytes());
            }
            return new CompiledScript(main(unit), files, found[0]);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The class of the script itself; empty when there are classes only. */
    private static String main(CompilationUnit unit) {
        return unit.getAST().getClasses().stream()
                .filter(ClassNode::isScript)
                .map(ClassNode::getName)
                .findFirst()
                .orElse("");
    }

    private static Definitions.Found found(ModuleNode module) {
        return new Definitions.Found(
                Imports.of(module),
                module.getClasses().stream()
                        .filter(c -> !c.isScript())
                        .map(ClassNode::getName)
                        .toList(),
                module.getMethods().stream()
                        .filter(Definitions.Found::livesOn)
                        .map(MethodNode::getName)
                        .distinct()
                        .toList(),
                module.getStatementBlock().isEmpty());
    }

    private CompilerConfiguration configuration() {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(NsxScript.class.getName());
        // call sites by invokedynamic are spun at run time, a millisecond each: scripts run once
        configuration.getOptimizationOptions().put(CompilerConfiguration.INVOKEDYNAMIC, false);
        configuration.addCompilationCustomizers(first);
        configuration.addCompilationCustomizers(
                new HoistDeclarations(),
                new PrintAnswers(),
                new NamePosition(Vocabulary.standard(), methods),
                new InterruptChecks());
        return configuration;
    }
}
