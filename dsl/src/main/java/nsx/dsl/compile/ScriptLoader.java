package nsx.dsl.compile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import nsx.dsl.session.NsxScript;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Defines the classes of scripts. Each script has its own loader, so two scripts may define classes of the same name.
 */
final class ScriptLoader {
    private final ClassLoader parent;

    ScriptLoader(ClassLoader parent) {
        this.parent = parent;
    }

    ClassLoader parent() {
        return parent;
    }

    NsxScript script(CompiledScript compiled) {
        Classes classes = new Classes(parent, compiled.classes());
        if (compiled.main().isEmpty()) {
            return new ClassesOnly(classes);
        }
        try {
            return (NsxScript)
                    classes.loadClass(compiled.main()).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a compiled script has a constructor without arguments", e);
        }
    }

    /**
     * Removes the script's classes from the caches of Groovy and Java. Their soft references would keep the classes
     * as long as memory suffices. Anything used again is looked up again.
     */
    static void forget(NsxScript script) {
        ClassLoader loader = script instanceof ClassesOnly only
                ? only.classes()
                : script.getClass().getClassLoader();
        if (loader instanceof Classes classes) {
            classes.loaded().forEach(InvokerHelper::removeClass);
        }
    }

    /** The script of a text without statements. */
    static final class ClassesOnly extends NsxScript {
        private final ClassLoader classes;

        ClassesOnly(ClassLoader classes) {
            this.classes = classes;
        }

        ClassLoader classes() {
            return classes;
        }

        @Override
        public Object run() {
            return null;
        }
    }

    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> files;

        Classes(ClassLoader parent, Map<String, byte[]> files) {
            super(parent);
            this.files = files;
        }

        List<Class<?>> loaded() {
            return files.keySet().stream()
                    .<Class<?>>map(this::findLoadedClass)
                    .filter(Objects::nonNull)
                    .toList();
        }

        /** Loads a class; a script's own classes take precedence over those of the same name from earlier lines. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!files.containsKey(name)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> own = findLoadedClass(name);
                return own == null ? findClass(name) : own;
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = files.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
        }
    }
}
