package nsx.resolve;

import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedSelectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.CommunicationException;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * One question to one server (RFC 1035), over UDP, and over TCP if the answer does not fit.
 *
 * @param server the address of the server
 * @param name the whole name, with a dot at the end
 * @param type the requested record type, such as {@code AAAA}
 */
public record DnsQuestion(String server, String name, String type) {
    public static final String FOUND = "found";
    public static final String NO_SUCH_NAME = "no such name";
    public static final String NO_RECORD = "no such record";
    public static final String NO_ANSWER = "no answer";
    public static final String REFUSED = "nobody listens there";

    /** The time for an abandoned question to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long STEP_MILLIS = 5;
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    /**
     * The answer to a question.
     *
     * @param outcome one of the constants, or an error of the server or the kernel
     * @param records as text, such as {@code 10.0.0.1}; empty unless found
     */
    public record Reply(String outcome, List<String> records, Duration time) {}

    /**
     * Sends the question from the calling thread's network namespace.
     *
     * @throws InterruptedException at once if the thread is interrupted
     */
    public Reply ask(Duration timeout) throws InterruptedException {
        load();
        InitialDirContext context;
        try {
            context = new InitialDirContext(environment(url(), timeout));
        } catch (NamingException e) {
            return reply("not an address: " + server, List.of(), System.nanoTime());
        }
        FutureTask<Reply> task = new FutureTask<>(() -> answer(context));
        // JNDI spins if its thread is interrupted, so another thread asks. A thread begins in the namespaces of its
        // starter (clone(2))
        Thread thread = new Thread(task, "nsx-resolve");
        thread.setDaemon(true);
        thread.start();
        try {
            Reply reply = task.get();
            // the answer arrives a moment before its thread has ended
            thread.join();
            return reply;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            end(thread, context);
            throw e;
        } finally {
            close(context);
        }
    }

    /**
     * Loads the classes that a question needs, which must not count as the time of the first answer. No packet can be
     * sent to port 0.
     */
    private static void load() {
        if (!LOADED.getAndSet(true)) {
            try {
                InitialDirContext context =
                        new InitialDirContext(environment("dns://127.0.0.1:0", Duration.ofMillis(1)));
                new DnsQuestion("127.0.0.1", ".", "A").answer(context);
                close(context);
                AnswerClasses.load();
            } catch (NamingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Closes the context of the question, which ends it. A question that has just begun opens its socket afterwards,
     * so the context is closed again.
     */
    private static void end(Thread thread, InitialDirContext context) throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (thread.isAlive() && System.nanoTime() < patience) {
            close(context);
            thread.join(STEP_MILLIS);
        }
    }

    private static void close(InitialDirContext context) {
        try {
            context.close();
        } catch (NamingException e) {
            // the context is not open
            return;
        }
    }

    private Reply answer(InitialDirContext context) {
        long begun = System.nanoTime();
        try {
            List<String> records = records(context);
            return reply(records.isEmpty() ? NO_RECORD : FOUND, records, begun);
        } catch (NameNotFoundException e) {
            return reply(NO_SUCH_NAME, List.of(), begun);
        } catch (CommunicationException e) {
            return reply(failure(e.getRootCause()), List.of(), begun);
        } catch (ConfigurationException e) {
            return reply("not an address: " + server, List.of(), begun);
        } catch (NamingException e) {
            return reply(code(String.valueOf(e.getMessage())), List.of(), begun);
        } catch (ClosedSelectorException e) {
            return reply(NO_ANSWER, List.of(), begun);
        }
    }

    private static Reply reply(String outcome, List<String> records, long begun) {
        return new Reply(outcome, records, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static String failure(Throwable cause) {
        if (cause instanceof SocketTimeoutException) {
            return NO_ANSWER;
        }
        if (cause instanceof PortUnreachableException) {
            return REFUSED;
        }
        // JNDI prefixes the message with the exception's class
        return cause == null ? NO_ANSWER : String.valueOf(cause.getMessage()).replaceFirst("^java[\\w.]*: ", "");
    }

    /** The server's response code in words (RFC 1035, section 4.1.1), which JNDI has in its message only. */
    private static String code(String message) {
        if (message.contains("response code 2]")) {
            return "server failure";
        }
        if (message.contains("response code 5]")) {
            return "refused";
        }
        return message.replaceFirst("^DNS (?:error|service) ?", "");
    }

    private String url() {
        return "dns://" + (server.contains(":") ? "[" + server + "]" : server);
    }

    private static Hashtable<String, String> environment(String url, Duration timeout) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, url);
        environment.put("com.sun.jndi.dns.timeout.initial", String.valueOf(Math.max(1, timeout.toMillis())));
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        return environment;
    }

    private List<String> records(InitialDirContext context) throws NamingException {
        List<String> all = new ArrayList<>();
        String asked = UnknownRecords.asked(type);
        Attribute records = context.getAttributes(name, new String[] {asked}).get(asked);
        if (records != null) {
            NamingEnumeration<?> each = records.getAll();
            while (each.hasMore()) {
                all.add(UnknownRecords.text(type, each.next()));
            }
        }
        return all;
    }
}
