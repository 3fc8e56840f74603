package nsx.repl.failure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.session.Vocabulary;

/** Hints for a line that was meant for a shell: the equivalent words, and how to run the program itself. */
final class Foreign {
    private static final Pattern LINE = Pattern.compile("\\s*([a-z][\\w.+-]*)((?:\\s+[^\\s=({].*)?)");
    /** The objects of ip(8), which accepts any prefix of their names, and the equivalent words. */
    private static final Map<String, List<String>> OBJECTS = Map.of(
            "address", List.of("addresses()", "address"),
            "link", List.of("links()", "link"),
            "route", List.of("routes()", "route"),
            "rule", List.of("rules()", "rule"),
            "neighbour", List.of("neighbours()", "neighbour"),
            "netns", List.of("netns()", "netns"),
            "monitor", List.of("monitor()"));

    private Foreign() {}

    /** The hint for a line that begins with the name of a program and not with a word; empty for other lines. */
    static Optional<String> hint(String line, Vocabulary vocabulary) {
        Matcher command = LINE.matcher(line);
        if (!command.matches()
                || vocabulary.find(command.group(1)).isPresent()
                || vocabulary.isPrefix(command.group(1))) {
            return Optional.empty();
        }
        String program = command.group(1);
        if (program.equals("nsx")) {
            return Optional.of(own(command.group(2).strip()));
        }
        if (!isProgram(program)) {
            return Optional.empty();
        }
        String run = "sh '" + line.strip().replace("\\", "\\\\").replace("'", "\\'") + "' runs the program";
        List<String> words = program.equals("ip") ? words(command.group(2)) : List.of();
        return Optional.of(words.isEmpty() ? run : "the words for it are " + String.join(" and ", words) + "; " + run);
    }

    /** The hint for a command line of nsx itself: {@code nsx lab/star}. */
    private static String own(String arguments) {
        String script = arguments.split("\\s+")[0].replaceAll("['\"]", "");
        return script.matches("[\\w./-]+") && !script.equals("nsx") && !script.startsWith("-")
                ? "this is nsx already: include '" + script + "' runs a script"
                : "this is nsx already: leave 'nsx' away";
    }

    private static List<String> words(String arguments) {
        Optional<String> object = Arrays.stream(arguments.strip().split("\\s+"))
                .filter(word -> !word.startsWith("-") && !word.isEmpty())
                .findFirst();
        if (object.isEmpty()) {
            return List.of("links()", "addresses()", "routes()");
        }
        return List.of("address", "link", "route", "rule", "neighbour", "netns", "monitor").stream()
                .filter(name -> name.startsWith(object.get().replace("neighbor", "neighbour")))
                .map(OBJECTS::get)
                .findFirst()
                .orElse(List.of());
    }

    private static boolean isProgram(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(":"))
                .filter(directory -> directory.startsWith("/"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }
}
