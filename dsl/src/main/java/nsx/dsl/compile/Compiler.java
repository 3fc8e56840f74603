package nsx.dsl.compile;

import groovy.lang.GroovyClassLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nsx.dsl.script.Source;
import nsx.dsl.session.NsxScript;
import nsx.dsl.session.Vocabulary;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.tools.GroovyClass;

/** Groovy's compiler with the language's own rules added to it. */
final class Compiler {
    private final Vocabulary vocabulary;
    private final ScriptLoader loader;
    private final Predicate<String> methods;
    private final boolean planned;
    private final List<Finding> missing;
    private final CompilationCustomizer[] first;
    private CompilationCustomizer last;

    /**
     * @param missing receives findings about missing commas, which otherwise end the compilation
     * @param first the customizers that run before the language's rules
     */
    Compiler(Vocabulary vocabulary, ScriptLoader loader, List<Finding> missing, CompilationCustomizer... first) {
        this.vocabulary = vocabulary;
        this.loader = loader;
        this.methods = name -> false;
        this.planned = false;
        this.missing = missing;
        this.first = first;
    }

    /**
     * @param methods tests whether a method of this name exists outside the script
     * @param planned whether to skip statements that a plan cannot resolve
     * @param first the customizers that run before the language's rules
     */
    Compiler(
            Vocabulary vocabulary,
            ScriptLoader loader,
            Predicate<String> methods,
            boolean planned,
            CompilationCustomizer... first) {
        this.vocabulary = vocabulary;
        this.loader = loader;
        this.methods = methods;
        this.planned = planned;
        this.missing = null;
        this.first = first;
    }

    /** Returns this compiler with a last step that turns literals into data. */
    Compiler taking(TakenLiterals literals) {
        last = literals;
        return this;
    }

    CompiledScript compile(Source source) {
        Defining defining = new Defining();
        CompilerConfiguration configuration = configuration(defining, source.text());
        try (GroovyClassLoader classes = new GroovyClassLoader(loader.parent(), configuration);
                GroovyClassLoader transformations = missing == null ? classes : new OnlyLooking(classes)) {
            CompilationUnit unit = new CompilationUnit(configuration, null, classes, transformations);
            SourceUnit script = unit.addSource(source.unit(), LineInBraces.of(source.text()));
            Slip.in(source.text()).ifPresent(slip -> refuse(script, slip));
            unit.addPhaseOperation(s -> defining.look(s.getAST()), Phases.CONVERSION);
            unit.compile(Phases.CLASS_GENERATION);
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (GroovyClass c : unit.getClasses()) {
                files.put(c.getName(), c.getBytes());
            }
            return new CompiledScript(main(unit), files, defining.found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuse(SourceUnit script, Slip slip) {
        script.getErrorCollector().addFatalError(new SyntaxErrorMessage(slip, script));
    }

    /** The class of the script itself; empty if there are only other classes. */
    private static String main(CompilationUnit unit) {
        return unit.getAST().getClasses().stream()
                .filter(ClassNode::isScript)
                .map(ClassNode::getName)
                .findFirst()
                .orElse("");
    }

    /** Reads the definitions of a script. It runs before nodes are added; scripts without a class run last. */
    private static final class Defining extends CompilationCustomizer {
        private KeptDefinitions.Found found;

        Defining() {
            super(CompilePhase.CONVERSION);
        }

        @Override
        public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
            look(source.getAST());
        }

        void look(ModuleNode module) {
            if (found == null) {
                found = KeptDefinitions.Found.in(module);
            }
        }
    }

    private CompilerConfiguration configuration(Defining defining, String text) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        // it loads libraries from other machines, and its own library is missing here
        configuration.setDisabledGlobalASTTransformations(Set.of("groovy.grape.GrabAnnotationTransformation"));
        configuration.setScriptBaseClass(NsxScript.class.getName());
        // invokedynamic generates call sites at run time, a millisecond each, and scripts run once
        configuration.getOptimizationOptions().put(CompilerConfiguration.INVOKEDYNAMIC, false);
        configuration.addCompilationCustomizers(defining);
        configuration.addCompilationCustomizers(first);
        boolean holdsBack = planned || missing == null && HoldBack.concerns(text);
        if (holdsBack) {
            configuration.addCompilationCustomizers(HoldBack.dynamically());
        }
        configuration.addCompilationCustomizers(
                new MissingCommas(vocabulary, methods, missing, text),
                new HoistDeclarations(),
                new PassOver(planned, methods),
                new PrintAnswers(),
                new MarkStatements(text),
                new NamePosition(vocabulary, methods),
                new SaidTexts(),
                new BeforeDot(vocabulary),
                new InterruptChecks(),
                new DirectPrints());
        if (holdsBack) {
            configuration.addCompilationCustomizers(new HoldBack());
        }
        if (last != null) {
            configuration.addCompilationCustomizers(last);
        }
        return configuration;
    }
}
