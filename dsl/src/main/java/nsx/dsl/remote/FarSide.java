package nsx.dsl.remote;

import groovy.lang.MissingMethodException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Scope;
import nsx.dsl.session.Session;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * The answering side of a conversation between two hosts: executes words one after another and answers with values.
 * No message contains code; blocks stay on the other side, which runs them on request.
 */
public final class FarSide implements Wire.Mentions {
    /** The interval at which the other side is told that this one still works. */
    static final Duration BEAT = Duration.ofSeconds(5);
    /**
     * The time between two messages of the other side, practically unlimited, because a person may be waiting there.
     */
    private static final Duration PATIENCE = Duration.ofDays(365);

    /** The time without a message after which the other side has done its line. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Session session;
    private final MessageStreams line;
    private final Wire wire = new Wire(this);
    private final LentObjects objects = new LentObjects();
    private final Map<String, Function<Session, Object>> services;
    private int sections;
    private boolean committed;

    /**
     * Makes the side; the calling thread serves.
     *
     * @param services the factories, by name, of objects that the other side calls besides words
     */
    public FarSide(Session session, InputStream in, OutputStream out, Map<String, Function<Session, Object>> services) {
        this.session = session;
        this.services = Map.copyOf(services);
        Thread serving = Thread.currentThread();
        this.line = new MessageStreams(in, out, serving::interrupt);
    }

    /**
     * Sends the version and answers until the other side has ended; changes of an open {@code atomic} section are
     * then undone.
     */
    public void serve() {
        session.noticesTo(this::notice);
        Thread beat = new Thread(this::beat, "nsx-host-beat");
        beat.setDaemon(true);
        reply(Map.of("hello", Version.own(), "address", address()));
        beat.start();
        try {
            while (true) {
                handle(next(), null);
            }
        } catch (Over e) {
            // the interrupt was only meant for the word
            Thread.interrupted();
        } finally {
            line.close();
            line.awaitEnd();
            beat.interrupt();
            await(beat);
        }
    }

    /**
     * The address of this host. {@code SSH_CONNECTION} contains the client's address and port, then those of this
     * host (sshd(8)).
     */
    private static String address() {
        String[] ends = System.getenv().getOrDefault("SSH_CONNECTION", "").split(" ");
        return ends.length == 4 ? ends[2] : "";
    }

    private void notice(String text) {
        try {
            line.send(Map.of("notice", text));
        } catch (IOException e) {
            // nobody reads the message any more
            return;
        }
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT.toMillis());
                line.send(Map.of("alive", true));
            }
        } catch (InterruptedException | IOException e) {
            // over: the reader of messages sees the end of the stream
            return;
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Map<String, Object> message, Object scope) {
        if ("begin".equals(message.get("do"))) {
            section();
            return;
        }
        Map<String, Object> answer = new HashMap<>();
        try {
            answer.put("value", wire.out(carryOut(message, scope)));
        } catch (Over e) {
            throw e;
        } catch (RuntimeException | Error e) {
            answer.clear();
            answer.put("error", FarErrors.message(e));
        }
        try {
            reply(answer);
        } catch (NsxException e) {
            reply(Map.of("error", FarErrors.message(e)));
        }
    }

    private Object carryOut(Map<String, Object> message, Object scope) {
        Object[] arguments = ((List<?>) wire.in(message.get("args"))).toArray();
        String name = String.valueOf(message.get("name"));
        return switch (String.valueOf(message.get("do"))) {
            case "call" -> call(String.valueOf(message.get("word")), scope, arguments);
            case "look" -> session.look(String.valueOf(message.get("word")), arguments);
            case "word" -> session.word(name);
            case "service" -> service(name);
            case "leave" -> done(() -> objects.leave(message.get("on")));
            case "method" -> objects.call(message.get("on"), name, arguments);
            case "get" -> objects.property(message.get("on"), name);
            case "set" -> done(() -> objects.set(message.get("on"), name, arguments[0]));
            case "assign" -> scope instanceof Scope && LentObjects.assigns(scope, name, arguments[0]);
            default -> throw new NsxException("nsx there does not know '" + message.get("do") + "'");
        };
    }

    private Object service(String name) {
        Function<Session, Object> made = services.get(name);
        if (made == null) {
            throw new NsxException("nsx there has no service '" + name + "'");
        }
        return made.apply(session);
    }

    /** Does what has no answer. */
    private static Object done(Runnable action) {
        action.run();
        return null;
    }

    /** Calls a word; a word of the running block comes before all others. */
    private Object call(String word, Object scope, Object... arguments) {
        if (scope instanceof Scope) {
            try {
                return InvokerHelper.invokeMethod(scope, word, arguments);
            } catch (MissingMethodException e) {
                if (!word.equals(e.getMethod())) {
                    throw e;
                }
            }
        }
        return session.call(word, arguments);
    }

    /** Runs a section whose changes can be undone together. A nested section ends before the outer one. */
    private void section() {
        sections++;
        Map<String, Object> answer = new HashMap<>();
        answer.put("value", null);
        try {
            session.call("atomic", new ActionBlock(this, () -> {
                reply(answer);
                messagesOfSection();
            }));
        } catch (RolledBack e) {
            // undoing was requested
            answer.put("value", null);
        } finally {
            sections--;
        }
        if (sections == 0 || !committed) {
            committed = false;
            reply(answer);
        }
    }

    private void messagesOfSection() {
        while (!committed) {
            Map<String, Object> message = receive();
            Object what = message.get("do");
            if ("rollback".equals(what)) {
                throw new RolledBack();
            }
            committed = "commit".equals(what);
            if (!committed) {
                handle(message, null);
            }
        }
    }

    /** Requests a run of a block from the other side, and answers its messages meanwhile. */
    Object run(int block, Object scope, Object... arguments) {
        Map<String, Object> message = new HashMap<>();
        message.put("run", block);
        message.put("args", Arrays.stream(arguments).map(wire::out).toList());
        reply(message);
        while (true) {
            Map<String, Object> next = receive();
            Object what = next.get("do");
            if ("end".equals(what)) {
                return wire.in(next.get("value"));
            }
            if ("fail".equals(what)) {
                throw new FarErrors.BlockFailed(String.valueOf(next.get("error")));
            }
            handle(next, scope);
        }
    }

    private void reply(Map<String, ?> message) {
        try {
            line.send(message);
        } catch (Frames.TooLarge e) {
            throw new NsxException("the answer is too large", e).because(e.getMessage());
        } catch (IOException e) {
            throw new Over();
        }
    }

    /** The next message outside of blocks. The kernel's connections are kept while one follows the other. */
    private Map<String, Object> next() {
        Optional<Map<String, Object>> soon = received(() -> line.poll(PAUSE));
        if (soon.isEmpty()) {
            // an open netlink connection would keep a deleted namespace alive
            session.kernel().release();
        }
        return soon.orElseGet(this::receive);
    }

    private Map<String, Object> receive() {
        return received(() -> line.receive(PATIENCE));
    }

    private interface Receiving<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T received(Receiving<T> receiving) {
        try {
            return receiving.run();
        } catch (IOException e) {
            throw new Over();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Over();
        }
    }

    @Override
    public Map<String, Object> mention(Object live) {
        return objects.lend(live);
    }

    @Override
    public Object mentioned(String type, Map<String, Object> mention) {
        int number = ((Double) mention.get("id")).intValue();
        return switch (type) {
            case "block" -> new FarBlock(this, number, ((Double) mention.get("parameters")).intValue());
            case "object" -> objects.get(mention.get("id"));
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** The other side has ended. */
    private static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The section was undone at the request of the other side. */
    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
