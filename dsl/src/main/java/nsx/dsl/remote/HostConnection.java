package nsx.dsl.remote;

import groovy.lang.Closure;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;

/**
 * The calling side of a conversation with nsx on another host. Each message has one answer; before the answer the
 * other side may request runs of a block, which sends its own messages. One thread at a time talks.
 */
final class HostConnection implements AutoCloseable, Wire.Mentions {
    /**
     * The time without a message after which the other side counts as dead; it sends one every {@link FarSide#BEAT}.
     */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String host;
    private final HostLine line;
    private final Wire wire = new Wire(this);
    private final ReentrantLock speaking = new ReentrantLock();
    private final Map<Integer, Closure<?>> blocks = new HashMap<>();
    private String address = "";
    private int begun;
    private int lastBlock;
    private int running;
    private Throwable failed;

    /**
     * @param host the name of the host for errors
     * @param notices receives the other side's notices
     * @param reason returns further information about the end of the connection; may be empty
     */
    HostConnection(
            String host,
            InputStream in,
            OutputStream out,
            Duration patience,
            Consumer<String> notices,
            Supplier<String> reason) {
        this.host = host;
        this.line = new HostLine(host, new MessageStreams(in, out, () -> {}), patience, notices, reason);
    }

    /** Waits for the other side's first message, which contains its version. */
    void greet() {
        Map<String, Object> hello = first();
        Object version = hello.get("hello");
        if (version == null) {
            throw line.breaks("it does not answer as nsx --serve does");
        }
        address = HostLine.limited(hello.getOrDefault("address", ""));
        if (!version.equals(Version.own())) {
            close();
            throw new NsxException(host + " has another version of nsx")
                    .because("here it is " + Version.own() + ", there it is " + HostLine.limited(version))
                    .at(host)
                    .hint("install nsx " + Version.own() + " there, or name the right one with nsx: in hosts { }");
        }
    }

    /** The first message. A login shell of the other side may have printed something before it. */
    private Map<String, Object> first() {
        try {
            return line.receive();
        } catch (NsxException e) {
            throw e.getCause() instanceof Frames.Foreign ? e.hint(AnyShell.PRINTS) : e;
        }
    }

    String host() {
        return host;
    }

    boolean isBroken() {
        return line.isBroken();
    }

    /** Executes a word on the other side. */
    Object call(String word, Object... arguments) {
        return ask("call", Map.of("word", word), arguments);
    }

    /** Executes a word on the other side that only looks up and creates nothing. */
    Object look(String word, Object... arguments) {
        return ask("look", Map.of("word", word), arguments);
    }

    /** The address by which ssh reached the other side; empty if unknown. */
    String address() {
        return address;
    }

    Object word(String name) {
        return ask("word", Map.of("name", name));
    }

    /** Makes an object on the other side with methods besides words. */
    RemoteValue service(String name) {
        if (ask("service", Map.of("name", name)) instanceof RemoteValue service) {
            return service;
        }
        throw line.breaks("it answered with something else than its service " + name);
    }

    /** Releases an object on the other side. */
    void leave(int object) {
        if (!line.isBroken()) {
            ask("leave", Map.of("on", object));
        }
    }

    /** Calls a method of an object on the other side. */
    Object method(int object, String name, Object... arguments) {
        return ask("method", Map.of("on", object, "name", name), arguments);
    }

    Object get(int object, String name) {
        return ask("get", Map.of("on", object, "name", name));
    }

    void set(int object, String name, Object value) {
        ask("set", Map.of("on", object, "name", name), value);
    }

    /** Sets a property of the running block; false if it has none of that name. */
    boolean assign(String name, Object value) {
        return Boolean.TRUE.equals(ask("assign", Map.of("name", name), value));
    }

    /** Starts a section: later changes on the other side can be undone. Returns whether it is the outermost section. */
    boolean begin() {
        ask("begin", Map.of());
        return begun++ == 0;
    }

    /**
     * Undoes the changes on the other side since the last open {@link #begin}. The end of a lost connection does the
     * same.
     */
    void rollback(Consumer<String> told) {
        if (line.isBroken()) {
            told.accept(host + ": the connection is lost; nsx there takes back what it has changed");
            return;
        }
        if (begun == 0) {
            throw new NsxException("the changes on " + host + " are not taken back")
                    .because("its part of atomic { } has ended");
        }
        begun--;
        ask("rollback", Map.of());
    }

    /** Keeps the changes on the other side since the first {@link #begin}. */
    void commit() {
        if (begun > 0) {
            begun = 0;
            ask("commit", Map.of());
        }
    }

    private Object ask(String what, Map<String, ?> more, Object... arguments) {
        boolean mine = speaking.isHeldByCurrentThread();
        if (!mine && running > 0) {
            throw new NsxException(host + " is in a block of another thread")
                    .hint("one thread at a time can use the words of a host");
        }
        speaking.lock();
        List<Integer> given = new ArrayList<>();
        int first = lastBlock;
        try {
            Map<String, Object> message = new HashMap<>(more);
            message.put("do", what);
            message.put("args", Arrays.stream(arguments).map(wire::out).toList());
            line.send(message);
            return answer();
        } finally {
            for (int block = first + 1; block <= lastBlock; block++) {
                given.add(block);
            }
            given.forEach(blocks::remove);
            speaking.unlock();
        }
    }

    private Object answer() {
        for (int i = 0; i < HostLine.MOST_MESSAGES; i++) {
            Map<String, Object> message = line.receive();
            if (message.containsKey("value")) {
                return wire.in(message.get("value"));
            }
            if (message.get("error") instanceof Map<?, ?> error) {
                throw failure(error);
            }
            if (message.get("run") instanceof Double block) {
                run(block.intValue(), message);
            } else {
                throw line.breaks("it sent a message that means nothing");
            }
        }
        throw line.breaks("it did not come to an answer");
    }

    /** Runs a block of this side at the request of the other side. */
    private void run(int number, Map<String, Object> message) {
        Closure<?> block = blocks.get(number);
        if (block == null) {
            throw line.breaks("it asked for a block that it was not given");
        }
        Map<String, Object> end = new HashMap<>();
        running++;
        try {
            Object[] arguments = ((List<?>) wire.in(message.getOrDefault("args", List.of()))).toArray();
            end.put("value", wire.out(FarScope.run(this, block, arguments)));
            end.put("do", "end");
        } catch (RuntimeException | Error e) {
            failed = e;
            end.clear();
            end.put("do", "fail");
            end.put("error", HostLine.limited(e.getMessage()));
        } finally {
            running--;
        }
        line.send(end);
    }

    /** Converts an error of the other side; an error of this side's block is thrown unchanged. */
    private RuntimeException failure(Map<?, ?> error) {
        Throwable own = failed;
        failed = null;
        if (Boolean.TRUE.equals(error.get("block")) && own != null) {
            if (own instanceof Error e) {
                throw e;
            }
            return (RuntimeException) own;
        }
        NsxException told = new NsxException(HostLine.limited(error.get("message")));
        told = error.get("reason") == null ? told : told.because(HostLine.limited(error.get("reason")));
        told = error.get("culprit") == null ? told : told.at(HostLine.limited(error.get("culprit")));
        told = error.get("hint") == null ? told : told.hint(HostLine.limited(error.get("hint")));
        Optional<ExitCode> code = Arrays.stream(ExitCode.values())
                .filter(c -> Double.valueOf(c.number()).equals(error.get("exit")))
                .findFirst();
        return code.isPresent() ? told.exit(code.get()) : told;
    }

    @Override
    public Map<String, Object> mention(Object live) {
        if (live instanceof Closure<?> block) {
            blocks.put(++lastBlock, block);
            return Map.of("$", "block", "id", lastBlock, "parameters", block.getMaximumNumberOfParameters());
        }
        if (live instanceof RemoteValue value) {
            return value.mention(this);
        }
        throw new NsxException("this value cannot be sent to " + host)
                .because("it is an object of this machine")
                .at(live)
                .hint("send its name, or a part of it that is text or a number");
    }

    @Override
    public Object mentioned(String type, Map<String, Object> mention) {
        if (!type.equals("object")) {
            throw new IllegalArgumentException(type);
        }
        List<String> facts =
                ((List<?>) mention.get("facts")).stream().map(String::valueOf).toList();
        return new RemoteValue(
                this, ((Double) mention.get("id")).intValue(), HostLine.limited(mention.get("text")), facts);
    }

    /** Waits a short time for the other side to end. */
    void awaitEnd() {
        line.awaitEnd();
    }

    @Override
    public void close() {
        line.close();
    }
}
