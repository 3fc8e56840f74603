package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.monitor.NetworkWatch;
import nsx.ns.NsThread;
import nsx.sys.Errno;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;
import nsx.sys.Wait;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/**
 * {@code await(5.seconds) { link('x').up }}: waits until a condition is true. The block is evaluated at each event of the
 * current network namespace and, because processes, IPC and files send no events, at intervals.
 */
public final class AwaitVerb extends Verb {
    private static final Duration WITHOUT_EVENTS = Duration.ofMillis(100);

    private static final Parameter<Duration> TIMEOUT = Parameter.optional(
                    "timeout", Reader.duration("5.seconds"), "time limit; exceeding it is an error")
            .otherwise(Duration.ofSeconds(10));

    public AwaitVerb() {
        super(Entry.of("await", "wait until the value of a block is true, and return that value", Theme.SEEING)
                .takes(TIMEOUT, Parameter.block("the condition; while an object in it does not exist yet, it is false"))
                .example(
                        "a device that another program makes",
                        "def job = spawn 'sh -c \"sleep 0.1; ip link add p type veth peer q\"'\nawait(5.seconds) { link('p') }\njob.wait()")
                .example(
                        "a carrier",
                        "veth 'p', 'q'\nlink('p').up()\nlink('q').up()\nawait(5.seconds) { link('p').state == 'up' }")
                .related("watch", "monitor")
                .passesThrough());
    }

    @Override
    @SuppressWarnings("try")
    public Object run(Call call) {
        Duration timeout = call.get(TIMEOUT);
        Closure<?> block = Lasting.block(call, "await(5.seconds) { link('x').up }");
        long end = System.nanoTime() + timeout.toNanos();
        Wait wait = new Wait();
        AtomicReference<String> now = new AtomicReference<>("the condition is being evaluated");
        try (NetlinkSocket events = NetworkWatch.subscribe(call.context().net());
                Progress told = call.session()
                        .answers()
                        .progress(() -> "await, at most " + Texts.duration(timeout) + ": " + now.get())) {
            while (true) {
                Attempt attempt = Attempt.of(call.session(), block);
                now.set(attempt.outcome());
                if (attempt.isTrue()) {
                    return attempt.value;
                }
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (left.isNegative() || left.isZero()) {
                    throw late(timeout, attempt);
                }
                pause(wait, events, left.compareTo(WITHOUT_EVENTS) < 0 ? left : WITHOUT_EVENTS);
            }
        } finally {
            wait.release();
        }
    }

    /** The outcome of one evaluation of the block. */
    private record Attempt(Object value, NsxException failure) {
        static Attempt of(Session session, Closure<?> block) {
            try {
                return new Attempt(Blocks.run(session, block), null);
            } catch (NsxException e) {
                return new Attempt(null, e);
            }
        }

        boolean isTrue() {
            return DefaultTypeTransformation.castToBoolean(value);
        }

        /** The outcome as text, shorter than a full error; no value is read for it. */
        String outcome() {
            return failure == null ? "the condition is not true yet" : failure.getMessage();
        }

        String reason() {
            return failure == null ? "the block's last value was " + Texts.of(value) : failure.getMessage();
        }
    }

    private static NsxException late(Duration timeout, Attempt attempt) {
        return new NsxException("timed out after " + Texts.duration(timeout) + ": the condition never became true")
                .because(attempt.reason())
                .at("await");
    }

    /** Waits for events. All pending ones together cause one evaluation. */
    private static void pause(Wait wait, NetlinkSocket events, Duration time) {
        NsThread.enter(List.of(), () -> {
            if (wait.readable(events.fd(), time)) {
                drain(events);
            }
            return null;
        });
    }

    private static void drain(NetlinkSocket events) {
        try {
            while (events.receiveNow().isPresent()) {
                continue;
            }
        } catch (SysException e) {
            // lost events also require another evaluation
            if (e.errno() != Errno.ENOBUFS) {
                throw e;
            }
        }
    }
}
