package nsx.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes in this JVM, for a machine where no Maven is: {@code KernelTests RESULTS CLASS…}. It prints what fails and
 * writes a line for each test into RESULTS: {@code ok}, {@code failed} or {@code skipped}, a tab, its class, a tab, and its name.
 * The first line is {@code kernel}, a tab, and the kernel's release. After each class is a line {@code done}, a tab, and the class: one
 * without it was broken off.
 */
public final class KernelTests {
    /** What JUnit and Spock call a class of tests. */
    private static final Set<String> CLASS = Set.of("class", "spec");

    private KernelTests() {}

    public static void main(String[] arguments) throws IOException {
        List<String> classes = Arrays.asList(arguments).subList(1, arguments.length);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(classes.stream().map(name -> selectClass(name)).toList())
                .build();
        Results results = new Results(Path.of(arguments[0]));
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, results);
        System.out.println(results.tests + " tests, " + results.failures + " not ok");
        System.exit(results.failures == 0 && results.tests > 0 ? 0 : 1);
    }

    private static final class Results implements TestExecutionListener {
        private final Path file;
        private int tests;
        private int failures;
        private long began = System.nanoTime();

        Results(Path file) throws IOException {
            this.file = file;
            Files.writeString(file, "kernel\t" + System.getProperty("os.version") + "\n");
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
            if (!test.isContainer() || !good) {
                note(good ? "ok" : "failed", test);
            }
            if (CLASS.contains(test.getUniqueIdObject().getLastSegment().getType())) {
                write("done\t" + suite(test) + "\n");
            }
            result.getThrowable().ifPresent(Results::tell);
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            note("skipped", test);
        }

        /** An error and its causes, with the place in the test alone. */
        private static void tell(Throwable error) {
            for (Throwable each = error; each != null; each = each.getCause()) {
                System.out.println("    " + each.toString().replaceAll("(?m)^\\s+at .*\\R?", ""));
                Arrays.stream(each.getStackTrace())
                        .filter(frame -> frame.getFileName() != null
                                && frame.getFileName().endsWith("Spec.groovy"))
                        .limit(3)
                        .forEach(frame -> System.out.println("        at " + frame));
            }
        }

        private void note(String how, TestIdentifier test) {
            String name = test.getDisplayName().replaceAll("\\s+", " ");
            write(how + "\t" + suite(test) + "\t" + name + "\n");
            long now = System.nanoTime();
            System.out.println(how + " " + suite(test) + ": " + name + " (" + (now - began) / 1_000_000_000 + " s)");
            began = now;
            tests++;
            failures += how.equals("ok") ? 0 : 1;
        }

        /** Each line at once, so that a run that is broken off leaves what it found. */
        private void write(String line) {
            try {
                Files.writeString(file, line, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The simple name of the class that a test is of. */
        private static String suite(TestIdentifier test) {
            return test.getUniqueIdObject().getSegments().stream()
                    .filter(segment -> CLASS.contains(segment.getType()))
                    .map(segment -> segment.getValue().replaceFirst(".*\\.", ""))
                    .findFirst()
                    .orElse("");
        }
    }
}
