package nsx.dsl.compile;

import groovy.lang.MetaMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.script.Source;
import nsx.dsl.session.Definitions;
import nsx.dsl.session.NsxScript;
import nsx.dsl.session.Vocabulary;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;

/** The definitions of lines that {@link Compiler} compiled. */
final class KeptDefinitions implements Definitions {
    private static final Set<String> OF_EVERY_SCRIPT = Set.of("run", "main");

    private final Vocabulary vocabulary;
    private final Imports imports = new Imports();
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<String, Deque<NsxScript>> methods = new HashMap<>();
    private Found last = Found.NOTHING;
    private final ScriptLoader loader = new ScriptLoader(new ClassLoader(KeptDefinitions.class.getClassLoader()) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> defined = classes.get(name);
            if (defined == null) {
                throw new ClassNotFoundException(name);
            }
            return defined;
        }
    });

    KeptDefinitions(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    private record CompiledLine(CompiledScript compiled, NsxScript script) implements Line {
        @Override
        public boolean defines() {
            Found found = compiled.found();
            return !found.classes().isEmpty()
                    || !found.methods().isEmpty()
                    || !found.imports().isEmpty();
        }

        /**
         * Ends a script without definitions after its run. Its classes are unloaded once no object that it created
         * uses them.
         */
        @Override
        public void end() {
            if (!defines()) {
                ScriptLoader.forget(script);
            }
        }

        @Override
        public Set<String> names() {
            return compiled.found().names();
        }
    }

    /**
     * The definitions of a script besides variables.
     *
     * @param imports the imports as written
     * @param only whether the script consists of definitions only
     */
    record Found(List<Imports.One> imports, List<String> classes, List<String> methods, boolean only) {
        static final Found NOTHING = new Found(List.of(), List.of(), List.of(), false);

        Set<String> names() {
            Set<String> names = new LinkedHashSet<>(methods);
            names.addAll(classes);
            return names;
        }

        static Found in(ModuleNode module) {
            return new Found(
                    Imports.of(module),
                    module.getClasses().stream()
                            .filter(c -> !c.isScript())
                            .map(ClassNode::getName)
                            .toList(),
                    module.getMethods().stream()
                            .filter(Found::livesOn)
                            .map(MethodNode::getName)
                            .distinct()
                            .toList(),
                    module.getStatementBlock().isEmpty());
        }

        private static boolean livesOn(MethodNode method) {
            return !method.isSynthetic() && !method.isStatic() && !OF_EVERY_SCRIPT.contains(method.getName());
        }
    }

    @Override
    public Line compile(Source source) {
        CompiledScript compiled = new Compiler(vocabulary, loader, this::defines, false, imports).compile(source);
        return new CompiledLine(compiled, loader.script(compiled));
    }

    @Override
    public void keep(Line kept) {
        CompiledLine line = (CompiledLine) kept;
        Found found = line.compiled.found();
        last = found;
        imports.add(found.imports());
        ClassLoader own = line.script instanceof ScriptLoader.ClassesOnly only
                ? only.classes()
                : line.script.getClass().getClassLoader();
        for (String name : line.compiled.classes().keySet()) {
            if (found.classes().contains(name.replaceFirst("\\$.*", ""))) {
                classes.put(name, load(own, name));
            }
        }
        found.methods()
                .forEach(
                        m -> methods.computeIfAbsent(m, k -> new ArrayDeque<>()).addFirst(line.script));
    }

    private static Class<?> load(ClassLoader own, String name) {
        try {
            return own.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a script's loader has the script's classes", e);
        }
    }

    @Override
    public Set<String> lastNames() {
        return last.names();
    }

    @Override
    public boolean lastOnlyDefined() {
        return last.only() && last.imports().isEmpty() && !last.names().isEmpty();
    }

    @Override
    public void forget(String name) {
        methods.remove(name);
    }

    @Override
    public boolean defines(String name) {
        return methods.containsKey(name);
    }

    @Override
    public Optional<NsxScript> find(String name, Object[] arguments) {
        Deque<NsxScript> scripts = methods.getOrDefault(name, new ArrayDeque<>());
        for (NsxScript script : scripts) {
            List<MetaMethod> fitting = script.getMetaClass().respondsTo(script, name, arguments);
            if (!fitting.isEmpty()) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }

    @Override
    public Set<String> names() {
        Set<String> all = new LinkedHashSet<>(methods.keySet());
        new ArrayList<>(classes.keySet())
                .stream().filter(c -> c.indexOf('$') < 0).forEach(all::add);
        all.addAll(imports.names());
        return all;
    }
}
