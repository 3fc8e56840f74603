package nsx.dsl.compile;

import groovy.lang.GroovyClassLoader;
import groovy.transform.ThreadInterrupt;
import java.util.LinkedHashMap;
import java.util.Map;
import nsx.dsl.NsxScript;
import nsx.dsl.Vocabulary;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.tools.GroovyClass;

/** Groovy's compiler with the language's own rules added to it. */
final class Compiler {
    private final ScriptLoader loader;
    private final CompilationCustomizer[] checks;
    private final boolean planned;

    Compiler(ScriptLoader loader, CompilationCustomizer... checks) {
        this(loader, false, checks);
    }

    /**
     * @param planned whether statements that a plan cannot resolve are passed over
     * @param checks look at the script before the language's rules change it
     */
    Compiler(ScriptLoader loader, boolean planned, CompilationCustomizer... checks) {
        this.loader = loader;
        this.planned = planned;
        this.checks = checks;
    }

    CompiledScript compile(Source source) {
        try (GroovyClassLoader classes = new GroovyClassLoader(loader.parent(), configuration())) {
            CompilationUnit unit = new CompilationUnit(configuration(), null, classes);
            unit.addSource(source.unit(), source.text());
            unit.compile(Phases.CLASS_GENERATION);
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (GroovyClass c : unit.getClasses()) {
                files.put(c.getName(), c.getBytes());
            }
            return new CompiledScript(unit.getFirstClassNode().getName(), files);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private CompilerConfiguration configuration() {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(NsxScript.class.getName());
        // call sites by invokedynamic are spun at run time, a millisecond each: scripts run once
        configuration.getOptimizationOptions().put(CompilerConfiguration.INVOKEDYNAMIC, false);
        configuration.addCompilationCustomizers(checks);
        // every loop, closure and method looks whether Ctrl-C was pressed
        configuration.addCompilationCustomizers(
                new HoistDeclarations(),
                new PassOver(planned),
                new PrintAnswers(),
                new NamePosition(Vocabulary.standard()),
                new ASTTransformationCustomizer(ThreadInterrupt.class));
        return configuration;
    }
}
