package nsx.resolve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The content of resolv.conf(5).
 *
 * @param servers the addresses of the servers in order; at most three, as in the C library
 * @param search domains that are added to short names, in order
 * @param dots the number of dots from which a name is first tried without search domains
 * @param timeout for each question to a server
 * @param attempts the number of rounds through all servers
 */
public record ResolvConf(List<String> servers, List<String> search, int dots, Duration timeout, int attempts) {
    private static final int MOST_SERVERS = 3;
    private static final int MOST_DOTS = 15;
    private static final int MOST_SECONDS = 30;
    private static final int MOST_ATTEMPTS = 5;
    /** The default server if the file names none. */
    private static final String USUAL = "127.0.0.1";

    /** Parses the text of the file. Unknown lines are ignored, as in the C library. */
    public static ResolvConf parse(String text) {
        List<String> servers = new ArrayList<>();
        List<String> search = new ArrayList<>();
        int dots = 1;
        int seconds = 5;
        int attempts = 2;
        for (String line : text.lines().toList()) {
            String[] words = line.replaceFirst("[#;].*", "").strip().split("\\s+");
            List<String> rest = Arrays.asList(words).subList(1, words.length);
            switch (words[0]) {
                case "nameserver" -> rest.stream().findFirst().ifPresent(servers::add);
                case "search", "domain" -> {
                    // the last search line counts
                    search.clear();
                    search.addAll(rest);
                }
                case "options" -> {
                    dots = option(rest, "ndots", dots, MOST_DOTS);
                    seconds = option(rest, "timeout", seconds, MOST_SECONDS);
                    attempts = option(rest, "attempts", attempts, MOST_ATTEMPTS);
                }
                default -> {
                    continue;
                }
            }
        }
        return new ResolvConf(
                servers.isEmpty()
                        ? List.of(USUAL)
                        : servers.stream().limit(MOST_SERVERS).toList(),
                List.copyOf(search),
                dots,
                Duration.ofSeconds(Math.max(1, seconds)),
                Math.max(1, attempts));
    }

    private static int option(List<String> words, String name, int otherwise, int most) {
        return words.stream()
                .filter(w -> w.matches(name + ":\\d{1,6}"))
                .map(w -> Math.min(most, Integer.parseInt(w.substring(name.length() + 1))))
                .reduce((a, b) -> b)
                .orElse(otherwise);
    }

    /** The full names that a name may stand for, in the order in which they are tried. */
    public List<String> candidates(String name) {
        if (name.endsWith(".")) {
            return List.of(name);
        }
        List<String> all = new ArrayList<>();
        search.forEach(domain -> all.add(name + "." + domain.replaceFirst("\\.$", "") + "."));
        boolean first = name.chars().filter(c -> c == '.').count() >= dots;
        all.add(first ? 0 : all.size(), name + ".");
        return all;
    }
}
