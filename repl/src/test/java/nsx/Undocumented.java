package nsx;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Finds public methods without a sentence: those of public classes that override nothing, constructors left out. */
final class Undocumented {
    private Undocumented() {}

    /** The methods of all sources below the directory, as {@code LinkValue.rename}. */
    static List<String> methods(Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    files.filter(f -> f.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(sources));
            Iterable<? extends CompilationUnitTree> units = task.parse();
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : units) {
                new Scanner(comments, found).scan(unit, null);
            }
        }
        return found;
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final DocTrees comments;
        private final List<String> found;

        Scanner(DocTrees comments, List<String> found) {
            this.comments = comments;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            boolean visible = owner.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    && method.getModifiers().getFlags().contains(Modifier.PUBLIC);
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
            boolean constructor = method.getReturnType() == null;
            if (visible && !overrides && !constructor && comments.getDocComment(getCurrentPath()) == null) {
                found.add(owner.getSimpleName() + "." + method.getName());
            }
            return null;
        }
    }
}
