package nsx.dsl.session;

import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognises effects of plain Groovy and the JDK on the machine: written files, started programs, connections. For
 * files every method counts that is not known to read; for other classes the methods that are known to act.
 */
public final class Deeds {
    private static final String READING_FILES = "get.*|is.*|can.*|exists|notExists|last.*|length|size|name|list.*"
            + "|each.*|traverse|find.*|any|every|collect.*|read.*|eachLine|splitEachLine|filterLine|lines|walk.*|mismatch|probe.*"
            + "|new(Buffered)?Reader|new(Data|Object)?InputStream|newDirectoryStream|with(Data|Object)?InputStream|withReader"
            + "|to.*|as.*|equals|hashCode|compareTo|resolve.*|relativ.*|normalize|startsWith|endsWith|iterator|subpath|of"
            + "|directorySize|extension|baseName|separator.*|path.*|plus|dump|inspect|respondsTo|hasProperty";
    private static final Set<String> LOCAL = Set.of("file", "jar", "jrt");
    private static final Predicate<String> READING_URL = matching(
            "get(Protocol|Host|Port|DefaultPort|Path|Query|File|Ref|UserInfo|Authority|Class)|to.*|equals|hashCode");

    /** Whether making an object does something. */
    private enum Opens {
        NEVER,
        ALWAYS,
        /** It writes to a file if it is given one, else to what it is given. */
        GIVEN_A_FILE
    }

    /** A class or interface, the methods of it and of its objects that act, and what making an object does. */
    private record Acting(Predicate<String> methods, Opens opens) {
        boolean hasMethods() {
            return methods != NONE;
        }
    }

    private static final Predicate<String> NONE = method -> false;
    private static final Acting NOTHING = new Acting(NONE, Opens.NEVER);

    /** By the name of the class. */
    private static final Map<String, Acting> TABLE = Map.ofEntries(
            ofFiles("java.nio.file.Files"),
            ofFiles("java.nio.file.Path"),
            ofFiles("java.io.File"),
            opening("java.io.FileOutputStream", Opens.ALWAYS),
            opening("java.io.FileWriter", Opens.ALWAYS),
            opening("java.io.RandomAccessFile", Opens.ALWAYS),
            opening("java.io.PrintWriter", Opens.GIVEN_A_FILE),
            opening("java.io.PrintStream", Opens.GIVEN_A_FILE),
            opening("java.util.Formatter", Opens.GIVEN_A_FILE),
            opening("java.net.Socket", Opens.ALWAYS),
            opening("java.net.ServerSocket", Opens.ALWAYS),
            opening("java.net.DatagramSocket", Opens.ALWAYS),
            opening("java.net.MulticastSocket", Opens.ALWAYS),
            acting("java.lang.Runtime", "exec|exit|halt|load.*|addShutdownHook"),
            acting("java.lang.System", "exit|load.*"),
            acting("java.lang.ProcessBuilder", "start.*"),
            acting("java.lang.ProcessHandle", "destroy.*"),
            acting("java.lang.Process", "destroy.*"),
            acting("java.net.InetAddress", "isReachable"),
            acting("java.net.URLConnection", "connect|get(Input|Output)Stream|getContent.*|getText"),
            acting("java.net.http.HttpClient", "send.*"),
            acting("javax.net.SocketFactory", "createSocket"),
            acting("javax.net.ServerSocketFactory", "createServerSocket"),
            acting("java.nio.channels.FileChannel", "open"),
            acting("java.nio.channels.AsynchronousFileChannel", "open"),
            acting("java.nio.channels.SocketChannel", "open"),
            acting("java.nio.channels.ServerSocketChannel", "open"),
            acting("java.nio.channels.DatagramChannel", "open"),
            acting("java.nio.channels.AsynchronousSocketChannel", "open"),
            acting("java.nio.channels.AsynchronousServerSocketChannel", "open"),
            acting("groovy.lang.GroovyShell", "evaluate|run"),
            acting("groovy.util.Eval", "me|x.*"));

    private Deeds() {}

    private static Map.Entry<String, Acting> ofFiles(String type) {
        return Map.entry(type, new Acting(matching(READING_FILES).negate(), Opens.NEVER));
    }

    private static Map.Entry<String, Acting> opening(String type, Opens opens) {
        return Map.entry(type, new Acting(NONE, opens));
    }

    private static Map.Entry<String, Acting> acting(String type, String methods) {
        return Map.entry(type, new Acting(matching(methods), Opens.NEVER));
    }

    private static Predicate<String> matching(String methods) {
        return Pattern.compile(methods).asMatchPredicate();
    }

    /** The effect of calling a method; empty if it has no known effect on the machine. */
    static Optional<String> of(Object receiver, String method) {
        if (method.equals("execute")
                && (receiver instanceof CharSequence || receiver instanceof List || receiver instanceof Object[])) {
            return Optional.of("starts the program " + program(receiver));
        }
        if (receiver instanceof URL url) {
            return LOCAL.contains(url.getProtocol()) || READING_URL.test(method)
                    ? Optional.empty()
                    : Optional.of("connects to " + url);
        }
        Class<?> type = receiver instanceof Class<?> c ? c : receiver.getClass();
        return lineage(type).anyMatch(c -> find(c).methods().test(method))
                ? Optional.of(said(receiver, type, method))
                : Optional.empty();
    }

    private static String said(Object receiver, Class<?> type, String method) {
        if (receiver instanceof File || receiver instanceof Path) {
            return doing(method) + " " + receiver;
        }
        return receiver instanceof ProcessBuilder started
                ? "starts the program " + program(started.command())
                : "calls " + simpleName(type) + "." + method;
    }

    /** What making an object of this class would do. */
    static Optional<String> making(Class<?> type, Object... arguments) {
        Opens opens = find(type).opens();
        if (opens == Opens.NEVER || opens == Opens.GIVEN_A_FILE && !(arguments.length > 0 && isFile(arguments[0]))) {
            return Optional.empty();
        }
        String to = arguments.length > 0 ? " " + arguments[0] : "";
        return Optional.of(
                type.getPackageName().equals("java.net")
                        ? "opens a " + type.getSimpleName() + to
                        : "opens the file" + to + " for writing");
    }

    /** Whether a static method of the class may have an effect. */
    public static boolean mayAct(String type) {
        return find(type).hasMethods();
    }

    /** Whether creating an object of a class of this name may have an effect. */
    public static boolean mayOpen(String type) {
        return find(type).opens() != Opens.NEVER;
    }

    private static Acting find(String type) {
        return TABLE.getOrDefault(type, NOTHING);
    }

    private static Acting find(Class<?> type) {
        return find(type.getName());
    }

    private static boolean isFile(Object argument) {
        return argument instanceof File || argument instanceof CharSequence;
    }

    private static String doing(String method) {
        return method.startsWith("delete")
                ? "removes"
                : method.startsWith("mkdir") || method.startsWith("create")
                        ? "makes"
                        : method.startsWith("rename") ? "renames" : "writes";
    }

    private static String program(Object command) {
        Object said = command instanceof Object[] array ? List.of(array) : command;
        return said instanceof List<?> words
                ? String.join(" ", words.stream().map(String::valueOf).toList())
                : said.toString();
    }

    /** The class, those above it and their interfaces. */
    private static Stream<Class<?>> lineage(Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.of(
                                Stream.<Class<?>>of(type),
                                Arrays.stream(type.getInterfaces()).flatMap(Deeds::lineage),
                                lineage(type.getSuperclass()))
                        .flatMap(s -> s);
    }

    /** The class name that scripts know: {@code ProcessHandle}, not the implementing class. */
    private static String simpleName(Class<?> type) {
        return lineage(type)
                .filter(c -> find(c).hasMethods())
                .findFirst()
                .orElse(type)
                .getSimpleName();
    }
}
