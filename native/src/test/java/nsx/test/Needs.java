package nsx.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * Programs that tests run and nsx does not need. Where one is missing, the test is skipped, and says which package has it. Those that
 * are known, and their packages, are those of {@code .ci/packages}; a continuous integration that installs them fails on any skip.
 */
public final class Needs {
    /** A word of a shell's that may be a program: also behind {@code timeout 20} and {@code ip netns exec a}. */
    private static final Pattern WORD = Pattern.compile("(?<![\\w./$=-])[a-z][\\w-]*(?=[\\s'\";)]|$)");

    /** What a script gives to a shell, to the end of its line: {@code sh '…'}. */
    private static final Pattern SHELL = Pattern.compile("\\b(?:sh|exec|spawn|output)\\s*\\(?\\s*['\"]+(.*)");

    /** What a shell says on standard error: dash, and bash. */
    private static final Pattern NOT_FOUND =
            Pattern.compile("(?m)^\\S*(?:sh|env): (?:(?:line )?\\d+: )?(\\S+): (?:command )?not found$");

    private static final Map<String, String> PACKAGES = read(Path.of("../.ci/packages"));
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private Needs() {}

    /** Skips the test that runs when one of these is not there. */
    public static void programs(String... names) {
        for (String name : names) {
            if (!PACKAGES.containsKey(name)) {
                throw new AssertionError(name + " is not listed in .ci/packages");
            }
            if (isMissing(name)) {
                String reason = "needs " + name + ": apt-get install " + PACKAGES.get(name);
                if (TOLD.add(name)) {
                    // Maven's log counts what is skipped, and keeps the reasons for its reports
                    System.err.println("tests are skipped: " + reason);
                }
                throw new TestAbortedException(reason);
            }
        }
    }

    /** The same of the programs that a command line of a shell runs: what waits for one that is missing could wait for ever. */
    public static void of(String commandLine) {
        WORD.matcher(commandLine)
                .results()
                .map(MatchResult::group)
                .filter(PACKAGES::containsKey)
                .forEach(Needs::programs);
    }

    /** The same of the command lines in a script of nsx. */
    public static void ofScript(String script) {
        SHELL.matcher(script).results().forEach(line -> of(line.group(1)));
    }

    /** The same with what a shell has said: when it is that it did not find one of them. */
    static void found(String output) {
        Matcher missing = NOT_FOUND.matcher(output);
        while (missing.find()) {
            if (PACKAGES.containsKey(missing.group(1))) {
                programs(missing.group(1));
            }
        }
    }

    private static boolean isMissing(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .noneMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    private static Map<String, String> read(Path list) {
        try {
            Map<String, String> packages = new HashMap<>();
            Files.readAllLines(list).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", 2))
                    .forEach(words -> packages.put(words[0], words[1]));
            return packages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
