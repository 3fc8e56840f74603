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
import javax.naming.CommunicationException;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * One question to one server (RFC 1035), over UDP and where the answer does not fit over TCP.
 *
 * @param server its address
 * @param name the whole name, with a dot at the end
 * @param type of the records that are asked for, such as {@code AAAA}
 */
public record DnsQuestion(String server, String name, String type) {
    public static final String FOUND = "found";
    public static final String NO_SUCH_NAME = "no such name";
    public static final String NO_RECORD = "no such record";
    public static final String NO_ANSWER = "no answer";
    public static final String REFUSED = "nobody listens there";

    /** Time for a question that is abandoned to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long STEP_MILLIS = 5;

    /**
     * What came of it.
     *
     * @param outcome one of the constants, or what the server or the kernel says
     * @param records as text, such as {@code 10.0.0.1}; empty unless found
     */
    public record Reply(String outcome, List<String> records, Duration time) {}

    /**
     * Asks, from the calling thread's network namespace.
     *
     * @throws InterruptedException when the thread is interrupted, at once
     */
    public Reply ask(Duration timeout) throws InterruptedException {
        long begun = System.nanoTime();
        InitialDirContext context;
        try {
            context = new InitialDirContext(environment(timeout));
        } catch (NamingException e) {
            return reply("not an address: " + server, List.of(), begun);
        }
        FutureTask<Reply> task = new FutureTask<>(() -> answer(context, begun));
        // JNDI spins when its thread is interrupted. A thread begins in the namespaces of the one that starts it
        // (clone(2))
        Thread thread = new Thread(task, "nsx-resolve");
        thread.setDaemon(true);
        thread.start();
        try {
            Reply reply = task.get();
            // the answer is there a moment before its thread has ended
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

    /** Closes the context under the question, which ends it; one that has just begun makes its socket after that, and is closed again. */
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
            // there is nothing to close
            return;
        }
    }

    private Reply answer(InitialDirContext context, long begun) {
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
        // JNDI puts the exception's class before its words
        return cause == null ? NO_ANSWER : String.valueOf(cause.getMessage()).replaceFirst("^java[\\w.]*: ", "");
    }

    /** The server's code in words (RFC 1035, section 4.1.1): JNDI has it in its text alone. */
    private static String code(String message) {
        if (message.contains("response code 2]")) {
            return "server failure";
        }
        if (message.contains("response code 5]")) {
            return "refused";
        }
        return message.replaceFirst("^DNS (?:error|service) ?", "");
    }

    private Hashtable<String, String> environment(Duration timeout) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, "dns://" + (server.contains(":") ? "[" + server + "]" : server));
        environment.put("com.sun.jndi.dns.timeout.initial", String.valueOf(Math.max(1, timeout.toMillis())));
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        return environment;
    }

    private List<String> records(InitialDirContext context) throws NamingException {
        List<String> all = new ArrayList<>();
        Attribute records = context.getAttributes(name, new String[] {type}).get(type);
        if (records != null) {
            NamingEnumeration<?> each = records.getAll();
            while (each.hasMore()) {
                all.add(String.valueOf(each.next()));
            }
        }
        return all;
    }
}
