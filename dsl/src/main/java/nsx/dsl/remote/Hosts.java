package nsx.dsl.remote;

import groovy.lang.Closure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.script.Source;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.process.Program;
import nsx.sys.SysException;

/** The hosts that a session knows, and its connections to them, which stay open until the session ends. */
public final class Hosts implements AutoCloseable {
    /** The command line of taking back, which is nothing after the death of this side: the connection ends with it. */
    private static final String ENDS = "true # nsx there takes it back when the connection ends";

    private static final Map<Session, Hosts> ALL = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<String, Host> declared = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, List<String>> groups = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<Host, Opened> connections = new ConcurrentHashMap<>();
    private final Map<Host, Integer> numbers = new LinkedHashMap<>();
    private final Map<Host, Object> opening = new ConcurrentHashMap<>();
    private SocketDirectory sockets;
    private Carrier carrier;

    private record Opened(HostConnection connection, Ssh ssh) {}

    private Hosts() {}

    /** The hosts of a session. */
    public static Hosts of(Session session) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(session, s -> s.own(new Hosts()));
        }
    }

    /** Declares a host; it replaces one of the same name. */
    public void declare(Host host) {
        declared.put(host.name(), host);
    }

    /** Declares a group of hosts. */
    public void group(String name, Collection<String> members) {
        groups.put(name, List.copyOf(members));
    }

    /** The declared hosts. */
    public List<Host> all() {
        synchronized (declared) {
            return List.copyOf(declared.values());
        }
    }

    /** The names of groups with the names of their hosts. */
    public Map<String, List<String>> groups() {
        synchronized (groups) {
            return Map.copyOf(groups);
        }
    }

    /**
     * The hosts for a name, the name of a group, or a pattern with {@code *} and {@code ?}. Any other name stands for
     * a host that ssh knows.
     */
    public List<Host> find(String name) {
        Host one = declared.get(name);
        if (one != null) {
            return List.of(one);
        }
        List<String> members = groups.get(name);
        if (members != null) {
            return members.stream().flatMap(m -> find(m).stream()).toList();
        }
        if (!name.contains("*") && !name.contains("?")) {
            return List.of(Host.plain(name));
        }
        Predicate<String> matches = pattern(name).asMatchPredicate();
        List<Host> found = all().stream().filter(h -> matches.test(h.name())).toList();
        if (found.isEmpty()) {
            throw new NsxException("no host is called " + name)
                    .because(
                            declared.isEmpty()
                                    ? "no host is declared"
                                    : "the hosts are: " + String.join(", ", declared.keySet()))
                    .at(name)
                    .hint("declare them with: hosts { h1 'root@10.0.0.1' }");
        }
        return found;
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    /** The hosts for any of the names, each once. */
    public Set<Host> find(List<String> names) {
        Set<Host> all = new LinkedHashSet<>();
        names.forEach(name -> all.addAll(find(name)));
        return all;
    }

    /** Runs a block here whose words are executed on the host. */
    public Outcome run(Session session, Host host, Closure<?> block) {
        HostConnection connection = reach(session, host);
        RemoteWords words = new RemoteWords(connection, session);
        return new Outcome(session.elsewhere(words, block), words.hasAsked());
    }

    /**
     * An object of the host with methods besides words, which change nothing there.
     *
     * @param name a service of {@code nsx --serve}
     */
    public RemoteValue service(Session session, Host host, String name) {
        checkUnplanned(session);
        return connection(session, host).service(name);
    }

    /**
     * Looks at a host as lines would leave it, which are only planned there.
     *
     * @param name a service of {@code nsx --serve} with a method {@code foresee}
     */
    public void foreseen(Session session, Host host, String name, List<String> lines, Runnable look) {
        HostConnection connection = connection(session, host);
        RemoteValue planner = service(session, host, name);
        Closure<?> carriedOut = new ActionBlock(
                session, () -> lines.forEach(line -> session.include(new Source("mend", line), List.of())));
        try {
            planner.ask("foresee", new ActionBlock(session, () -> {
                session.elsewhere(new RemoteWords(connection, session), carriedOut);
                look.run();
            }));
        } finally {
            planner.leave();
        }
    }

    /** Throws in a plan, because the effects of words on other hosts are unknown here. */
    public static void checkUnplanned(Session session) {
        if (session.foresight() != Foresight.NONE) {
            throw new NsxException("other hosts are not asked in a plan").because("nothing may change meanwhile");
        }
    }

    /** Returns the connection to the host. In an {@code atomic} block its changes belong to the block. */
    HostConnection reach(Session session, Host host) {
        HostConnection connection = connection(session, host);
        if (session.history().isOpen()) {
            begin(session, connection);
        }
        return connection;
    }

    /**
     * The outcome of a block.
     *
     * @param asked whether its last word only looked
     */
    public record Outcome(Object value, boolean asked) {}

    /** Makes the block's changes on the other side part of the {@code atomic} block here. */
    private static void begin(Session session, HostConnection connection) {
        String there = "the changes on " + connection.host();
        Operation takeBack = Operation.irreversible(
                session.context(),
                new Operation.SystemCall("take back " + there, () -> {
                    connection.rollback(session::notice);
                    return null;
                }),
                ENDS,
                "take back " + there);
        boolean first = connection.begin();
        Operation made = new Operation(
                session.context(),
                new Operation.SystemCall("change " + connection.host(), () -> null),
                "nsx --serve",
                "change " + connection.host(),
                () -> List.of(takeBack));
        session.history().note(made);
        if (first) {
            session.history().agree(connection::commit);
        }
    }

    private HostConnection connection(Session session, Host host) {
        synchronized (opening.computeIfAbsent(host, h -> new Object())) {
            Opened known = connections.get(host);
            if (known != null && !known.connection().isBroken()) {
                return known.connection();
            }
            if (known != null) {
                known.ssh().close();
                known.connection().awaitEnd();
            }
            Opened opened = open(session, host);
            connections.put(host, opened);
            return opened.connection();
        }
    }

    private Opened open(Session session, Host host) {
        Optional<Opened> own = serve(session, host, AnyShell.line("exec " + Program.quoted(host.nsx()) + " --serve"));
        if (own.isPresent()) {
            return own.get();
        }
        if (!host.takesNsx()) {
            throw withoutNsx(host)
                    .hint("name the right command, or leave nsx: out, and nsx is sent there: hosts { " + host.name()
                            + " '" + host.destination() + "' }");
        }
        String use = carrier(session).use(host);
        return serve(session, host, use).orElseGet(() -> {
            carrier(session).send(host, command -> Ssh.start(host, socket(host), command, session::notice));
            return serve(session, host, use).orElseThrow(() -> withoutNsx(host));
        });
    }

    private static NsxException withoutNsx(Host host) {
        return new NsxException(host.name() + " has no nsx")
                .because("no " + host.nsx() + " was found there")
                .at(host.name());
    }

    /** Starts the answering side; empty if the command is not found there. */
    private Optional<Opened> serve(Session session, Host host, String command) {
        Ssh ssh = Ssh.start(host, socket(host), command, session::notice);
        Process process = ssh.process();
        HostConnection connection = new HostConnection(
                host.name(),
                process.getInputStream(),
                process.getOutputStream(),
                HostConnection.PATIENCE,
                session::notice,
                ssh::reason);
        try {
            connection.greet();
        } catch (NsxException e) {
            boolean missing = ssh.hasNoNsx();
            ssh.close();
            connection.awaitEnd();
            ssh.awaitEnd();
            if (missing) {
                return Optional.empty();
            }
            throw e;
        }
        ssh.serves();
        return Optional.of(new Opened(connection, ssh));
    }

    private synchronized Carrier carrier(Session session) {
        if (carrier == null) {
            carrier = new Carrier(what -> session.answers().progress(what), session::notice, this::sockets);
        }
        return carrier;
    }

    /**
     * The socket of the connection to a host, one for each: ssh might otherwise share a connection between two hosts
     * behind different jump hosts.
     */
    private synchronized Path socket(Host host) {
        return sockets().resolve(String.valueOf(numbers.computeIfAbsent(host, h -> numbers.size() + 1)));
    }

    /** A private directory of this user. Its path is short, because the path of a socket has at most 107 bytes. */
    private synchronized Path sockets() {
        try {
            if (sockets == null) {
                sockets = SocketDirectory.in(Path.of(System.getProperty("java.io.tmpdir")));
            }
            return sockets.path();
        } catch (IOException | SysException e) {
            throw new NsxException("cannot make a directory for the connections", e).because(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        for (Map.Entry<Host, Opened> entry : connections.entrySet()) {
            entry.getValue().connection().close();
            entry.getValue().ssh().close();
            Ssh.end(entry.getKey(), socket(entry.getKey()));
            entry.getValue().connection().awaitEnd();
            entry.getValue().ssh().awaitEnd();
        }
        connections.clear();
        if (sockets != null) {
            sockets.close();
        }
    }
}
