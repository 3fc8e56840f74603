package nsx.dsl.verb.firewall;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.sys.Fd;
import nsx.sys.Wait;

/**
 * Shows kernel events as rows, at a terminal as they come or through a block, until a time limit, a number or Ctrl-C
 * ends it.
 */
final class Watching<R> {
    static final Parameter<Duration> SECONDS =
            Parameter.named("seconds", Reader.duration("5"), "time to watch").usually("until Ctrl-C");
    static final Parameter<Long> COUNT = Parameter.named("count", Reader.number(1, Long.MAX_VALUE), "number of events");
    static final Parameter<?> BLOCK =
            Parameter.block("called with each event; events are then not printed, and the block's value is ignored");

    /** The limit of kept events, because there can be more than memory. */
    private static final int ROWS = 100_000;

    private static final Duration ENDLESS = Duration.ofNanos(-1);

    private final Call call;
    private final Function<List<R>, Table<R>> table;
    private final Optional<LiveDisplay> live;
    private final List<R> rows = new ArrayList<>();

    Watching(Call call, Function<List<R>, Table<R>> table) {
        this.call = call;
        this.table = table;
        this.live = call.block().isPresent()
                ? Optional.empty()
                : call.session().answers().live();
    }

    /**
     * Watches until the end; Ctrl-C is one way to end it.
     *
     * @param events becomes readable when there are more events
     * @param read returns the events since the last call without waiting
     */
    void run(Fd events, Supplier<List<R>> read) {
        Wait wait = new Wait();
        try {
            watch(wait, events, read);
        } catch (InterruptedException e) {
            // the events so far are the answer
            Thread.interrupted();
        } finally {
            wait.release();
        }
    }

    private void watch(Wait wait, Fd events, Supplier<List<R>> read) throws InterruptedException {
        Duration time = call.find(SECONDS).orElse(ENDLESS);
        long most = call.find(COUNT).orElse(Long.MAX_VALUE);
        long end = System.nanoTime() + time.toNanos();
        long seen = 0;
        while (seen < most && (time.isNegative() || end - System.nanoTime() > 0)) {
            wait.readable(events, time.isNegative() ? time : Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            for (R row : read.get()) {
                if (seen++ < most) {
                    add(row);
                }
            }
        }
    }

    private void add(R row) {
        if (rows.size() < ROWS) {
            rows.add(row);
        }
        live.ifPresent(l -> l.row(row, table.apply(List.of(row)).shown()));
        call.block().ifPresent(b -> Blocks.call(call.session(), b, row));
    }

    /** @param lost whether the kernel dropped events for lack of room */
    Object answer(boolean lost) {
        if (lost) {
            call.session().notice("events were lost: they came faster than nsx read them");
        }
        Table<R> all = table.apply(rows);
        return live.isPresent() && !rows.isEmpty() ? call.session().answers().told(all) : all;
    }
}
