package nsx.dsl.session;

import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises effects of plain Groovy and the JDK on the machine: written files, started programs, connections. For
 * files every method counts that is not known to read; for other classes the methods that are known to act.
 */
public final class Deeds {
    private static final Pattern READING_FILES =
            Pattern.compile("get.*|is.*|can.*|exists|notExists|last.*|length|size|name|list.*"
                    + "|each.*|traverse|find.*|any|every|collect.*|read.*|eachLine|splitEachLine|filterLine|lines|walk.*|mismatch|probe.*"
                    + "|new(Buffered)?Reader|new(Data|Object)?InputStream|newDirectoryStream|with(Data|Object)?InputStream|withReader"
                    + "|to.*|as.*|equals|hashCode|compareTo|resolve.*|relativ.*|normalize|startsWith|endsWith|iterator|subpath|of"
                    + "|directorySize|extension|baseName|separator.*|path.*|plus|dump|inspect|respondsTo|hasProperty");
    private static final Set<String> LOCAL = Set.of("file", "jar", "jrt");
    private static final Pattern READING_URL = Pattern.compile(
            "get(Protocol|Host|Port|DefaultPort|Path|Query|File|Ref|UserInfo|Authority|Class)|to.*|equals|hashCode");

    /** The methods that act, by their class or interface. */
    private static final Map<String, Pattern> ACTING = Map.ofEntries(
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

    private static final Set<String> OPENING = Set.of(
            "FileOutputStream",
            "FileWriter",
            "RandomAccessFile",
            "Socket",
            "ServerSocket",
            "DatagramSocket",
            "MulticastSocket");
    /** Classes that write to a file if they get one, otherwise to their argument. */
    private static final Set<String> PERHAPS_OPENING = Set.of("PrintWriter", "PrintStream", "Formatter");

    private static final Set<String> FILES = Set.of("java.nio.file.Files", "java.io.File", "java.nio.file.Path");

    private Deeds() {}

    private static Map.Entry<String, Pattern> acting(String type, String methods) {
        return Map.entry(type, Pattern.compile(methods));
    }

    /** The effect of calling a method; empty if it has no known effect on the machine. */
    static Optional<String> of(Object receiver, String method) {
        if (receiver instanceof File || receiver instanceof Path) {
            return reads(method) ? Optional.empty() : Optional.of(doing(method) + " " + receiver);
        }
        if (method.equals("execute")
                && (receiver instanceof CharSequence || receiver instanceof List || receiver instanceof Object[])) {
            return Optional.of("starts the program " + program(receiver));
        }
        if (receiver instanceof URL url) {
            return LOCAL.contains(url.getProtocol())
                            || READING_URL.matcher(method).matches()
                    ? Optional.empty()
                    : Optional.of("connects to " + url);
        }
        Class<?> type = receiver instanceof Class<?> c ? c : receiver.getClass();
        if (receiver instanceof Class && isOfFiles(type)) {
            return reads(method) ? Optional.empty() : Optional.of("calls " + type.getSimpleName() + "." + method);
        }
        return acts(type, method)
                ? Optional.of(
                        receiver instanceof ProcessBuilder started
                                ? "starts the program " + program(started.command())
                                : "calls " + simpleName(type) + "." + method)
                : Optional.empty();
    }

    /** The effect of creating an object of a class; empty if it has no known effect. */
    static Optional<String> making(Class<?> type, Object... arguments) {
        boolean javas = type.getName().startsWith("java.");
        boolean opens = javas && OPENING.contains(type.getSimpleName())
                || javas
                        && PERHAPS_OPENING.contains(type.getSimpleName())
                        && arguments.length > 0
                        && isFile(arguments[0]);
        if (!opens) {
            return Optional.empty();
        }
        boolean file =
                type.getPackageName().equals("java.io") || type.getPackageName().equals("java.util");
        String to = arguments.length > 0 ? " " + arguments[0] : "";
        return Optional.of(file ? "opens the file" + to + " for writing" : "opens a " + type.getSimpleName() + to);
    }

    /** Whether a static method of the class may have an effect. */
    public static boolean mayAct(String type) {
        return ACTING.containsKey(type) || FILES.contains(type);
    }

    /** Whether creating an object of a class of this name may have an effect. */
    public static boolean mayOpen(String type) {
        return OPENING.contains(type) || PERHAPS_OPENING.contains(type);
    }

    private static boolean isFile(Object argument) {
        return argument instanceof File || argument instanceof CharSequence;
    }

    private static boolean isOfFiles(Class<?> type) {
        return FILES.contains(type.getName());
    }

    private static String doing(String method) {
        return method.startsWith("delete")
                ? "removes"
                : method.startsWith("mkdir") || method.startsWith("create")
                        ? "makes"
                        : method.startsWith("rename") ? "renames" : "writes";
    }

    private static boolean reads(String method) {
        return READING_FILES.matcher(method).matches();
    }

    private static String program(Object command) {
        Object said = command instanceof Object[] array ? List.of(array) : command;
        return said instanceof List<?> words
                ? String.join(" ", words.stream().map(String::valueOf).toList())
                : said.toString();
    }

    /** Whether the method acts in the class, a superclass or an interface. */
    private static boolean acts(Class<?> type, String method) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (matches(c, method)) {
                return true;
            }
            for (Class<?> i : c.getInterfaces()) {
                if (matches(i, method)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean matches(Class<?> type, String method) {
        Pattern acting = ACTING.get(type.getName());
        return acting != null && acting.matcher(method).matches();
    }

    /** The class name that scripts know: {@code ProcessHandle}, not the implementing class. */
    private static String simpleName(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (ACTING.containsKey(c.getName())) {
                return c.getSimpleName();
            }
        }
        return type.getInterfaces().length > 0 ? type.getInterfaces()[0].getSimpleName() : type.getSimpleName();
    }
}
