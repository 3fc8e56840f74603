package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.capture.Capture;
import nsx.capture.FrameFilter;
import nsx.capture.LinkType;
import nsx.capture.PcapFile;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.session.Session;
import nsx.dsl.value.traffic.CaptureResult;
import nsx.dsl.value.traffic.CaptureSummary;
import nsx.dsl.value.traffic.CapturedPacket;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.sys.PacketFilter;
import nsx.sys.PacketRing;
import nsx.sys.SysException;

/**
 * One capture, on the session's thread, or on another while a block runs. The number of kept rows is limited, because
 * there can be more packets than memory.
 *
 * @param time the duration; negative until it is ended
 */
record Capturing(
        Session session,
        Link link,
        Duration time,
        long most,
        Optional<String> file,
        FrameFilter filter,
        Optional<PacketFilter> program) {
    private static final String STANDARD_OUTPUT = "-";

    private static final int ROWS = 100_000;

    Object run(Optional<Closure<?>> block) {
        List<CapturedPacket> rows = new ArrayList<>();
        try (Capture capture = open()) {
            Optional<LiveDisplay> live = block.isPresent() || file.isPresent()
                    ? Optional.empty()
                    : session.answers().live();
            Consumer<Capture.Seen> listener = seen -> {
                CapturedPacket row = CapturedPacket.of(seen);
                if (rows.size() < ROWS) {
                    rows.add(row);
                }
                live.ifPresent(l -> l.row(row));
            };
            CaptureRun run = new CaptureRun(
                    session,
                    file,
                    () -> "capture on " + link.name() + ": " + Texts.count(capture.packets(), "packet")
                            + Lasting.end(time),
                    () -> capture.run(time, listener),
                    capture::stop);
            if (block.isPresent()) {
                run.during(block.get());
            } else {
                run.alone();
            }
            Object result = result(capture, rows);
            return isOutput(file) || live.isPresent() && !rows.isEmpty()
                    ? session.answers().told(result)
                    : result;
        }
    }

    /** Opens the ring and the file in the session's context; they work from any thread. */
    private Capture open() {
        Context context = session.context();
        PacketRing ring;
        try {
            ring = session.kernel()
                    .call(
                            context,
                            () -> program.map(p -> PacketRing.open(link.name(), link.index(), p))
                                    .orElseGet(() -> PacketRing.open(link.name(), link.index())));
        } catch (SysException e) {
            throw Failure.explain("cannot capture on " + link.name(), e).at(link.name());
        }
        try {
            LinkType type = LinkType.ofHardware(ring.hardware()).orElseThrow(this::unreadable);
            Optional<PcapFile> made = file.map(path -> create(path, type));
            return new Capture(ring, type, filter, made, most, link.flags().loopback());
        } catch (RuntimeException e) {
            ring.close();
            throw e;
        }
    }

    private PcapFile create(String path, LinkType type) {
        String whole = path(path);
        try {
            return session.kernel().call(session.host(), () -> PcapFile.create(whole, type));
        } catch (SysException e) {
            throw Failure.explain("cannot write " + path, e).at(path);
        }
    }

    /** The path of a file named by a person; {@code -} is the standard output. */
    static String path(String name) {
        return name.equals(STANDARD_OUTPUT)
                ? "/dev/stdout"
                : Path.of(System.getProperty("user.dir")).resolve(name).toString();
    }

    /** Whether the capture itself goes to standard output, where nothing else may be printed. */
    static boolean isOutput(Optional<String> file) {
        return file.filter(STANDARD_OUTPUT::equals).isPresent();
    }

    private NsxException unreadable() {
        return new NsxException("cannot capture on " + link.name())
                .because("its frames are neither Ethernet nor IP")
                .exit(ExitCode.UNSUPPORTED)
                .at(link.name());
    }

    private Object result(Capture capture, List<CapturedPacket> rows) {
        String name = link.name();
        if (capture.down()) {
            session.notice(name + " went down, so the capture ended");
        }
        if (capture.lost() > 0) {
            session.notice(capture.lost() + " packets were lost: they arrived faster than nsx read them");
        }
        if (capture.packets() > rows.size() && file.isEmpty()) {
            session.notice("only the first " + rows.size() + " of " + capture.packets()
                    + " packets are kept; file: saves all of them");
        }
        CaptureSummary summary =
                new CaptureSummary(name, file.orElse(null), capture.packets(), capture.bytes(), capture.lost());
        return file.isPresent() ? summary : new CaptureResult(summary, rows);
    }
}
