package nsx.dsl.verb.see;

import groovy.json.JsonOutput;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.dsl.topology.PictureServer;
import nsx.dsl.topology.PictureServer.Picture;
import nsx.dsl.topology.Sketch;
import nsx.dsl.topology.Svg;
import nsx.dsl.topology.TopologyJson;
import nsx.dsl.topology.TopologyPage.Ending;
import nsx.dsl.value.network.Diagnosis;
import nsx.monitor.NetworkEvent;
import nsx.monitor.NetworkMonitor;
import nsx.topology.Topology;

/** The threads behind a page: one that draws after kernel events, and a few that answer the browser. */
final class Serving implements AutoCloseable, Ending {
    private static final int THREADS = 8;
    /** The time without events before a picture is drawn, because changes come in bursts; the wait has a limit. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final Duration LONGEST = Duration.ofSeconds(1);
    /** The time that a thread may take to end. */
    private static final long PATIENCE_MILLIS = 2000;

    private static final Duration ENDLESS = Duration.ofNanos(-1);

    private final Session session;
    private final PictureServer server;
    private final Answering answering = new Answering();
    private final ThreadPoolExecutor threads;
    private final CountDownLatch drawn = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread watcher = daemon(this::watch);

    Serving(Session session, PictureServer server) {
        this.session = session;
        this.server = server;
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), answering);
    }

    /** Creates the threads while the line runs, so that they act in the line's context. */
    private static final class Answering implements ThreadFactory {
        private final List<Thread> made = new CopyOnWriteArrayList<>();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = daemon(work);
            made.add(thread);
            return thread;
        }

        /** Waits for the threads themselves, because a thread pool reports its end shortly before they end. */
        void join() throws InterruptedException {
            for (Thread thread : made) {
                thread.join(PATIENCE_MILLIS);
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "nsx-topology");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for the first picture. */
    void start() {
        threads.prestartAllCoreThreads();
        watcher.start();
        try {
            drawn.await();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            close();
            throw failure.get();
        }
    }

    private void watch() {
        try (NetworkMonitor monitor = Monitoring.open(session)) {
            server.start(picture(), this::why, threads);
            drawn.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                if (changed(monitor)) {
                    server.show(picture());
                }
            }
        } catch (InterruptedException | CancellationException e) {
            // the server was closed
        } catch (RuntimeException e) {
            failure.set(e);
            if (drawn.getCount() == 0) {
                session.notice("the page of topology.serve is not drawn any more: " + e.getMessage());
            }
        } finally {
            drawn.countDown();
            end();
        }
    }

    private static boolean changed(NetworkMonitor monitor) throws InterruptedException {
        boolean news = isNews(monitor.next(ENDLESS));
        long end = System.nanoTime() + LONGEST.toNanos();
        while (news && System.nanoTime() < end && isNews(monitor.next(QUIET))) {
            // the burst continues
        }
        return news;
    }

    /** Whether the events matter: neighbours come and go with each packet, and no picture shows them. */
    private static boolean isNews(List<NetworkEvent> events) {
        return events.stream()
                .map(e -> e.change().object())
                .anyMatch(o -> !o.startsWith("neighbour ") && !o.startsWith("fdb "));
    }

    private Picture picture() {
        Topology topology = TopologyVerb.now(session);
        return new Picture(Svg.of(Sketch.folded(topology)), TopologyJson.of(topology));
    }

    /** Answers {@code why} for the page. */
    private String why(Map<String, String> query) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (!query.getOrDefault("from", "").isEmpty()) {
            options.put("from", query.get("from"));
        }
        try {
            Diagnosis said = (Diagnosis) session.call("why", options, query.getOrDefault("to", ""));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("verdict", said.getVerdict());
            answer.put("fault", said.getFault());
            answer.put("mend", said.getMend());
            answer.put("steps", said.getSteps().stream().map(Serving::step).toList());
            return JsonOutput.toJson(answer);
        } catch (NsxException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NsxException("cannot see the way", e).because(e.getMessage());
        } finally {
            session.kernel().release();
        }
    }

    private static Map<String, Object> step(Diagnosis.Step step) {
        return Map.of("hop", step.hop(), "looked", step.looked(), "outcome", step.outcome(), "ok", step.ok());
    }

    @Override
    public boolean isOver() {
        return over.getCount() == 0;
    }

    @Override
    public void await() throws InterruptedException {
        over.await();
    }

    /** Closes everything and waits for the threads, whose sockets are then closed. */
    @Override
    public void close() {
        end();
        boolean interrupted = false;
        try {
            watcher.join(PATIENCE_MILLIS);
            answering.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        watcher.interrupt();
        server.close();
        threads.shutdownNow();
        over.countDown();
    }
}
