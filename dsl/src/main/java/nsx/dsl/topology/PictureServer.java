package nsx.dsl.topology;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import nsx.dsl.error.NsxException;

/**
 * A page with a picture, on 127.0.0.1 only. The address contains a secret, without which the server refuses every
 * request, because other users of the machine can connect, and other sites can make a browser send requests. The
 * server answers GET and changes nothing.
 */
public final class PictureServer implements AutoCloseable {
    /** The limit of pages that receive updates; a further one replaces the first. */
    private static final int LISTENERS = 16;

    private static final byte[] DRAWN = "data: drawn\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json";

    /** The picture in two formats. */
    public record Picture(String svg, String json) {}

    private final HttpServer server;
    private final String secret = random(16);
    private final List<HttpExchange> listeners = new ArrayList<>();
    private volatile Picture picture;
    private volatile Function<Map<String, String>, String> question = query -> "{}";

    private PictureServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens the port in the calling thread's network namespace.
     *
     * @param port 0 to let the kernel choose
     * @throws IOException if the port is in use, or the namespace's loopback is down
     */
    public static PictureServer open(int port) throws IOException {
        NetworkInterface loopback = NetworkInterface.getByName("lo");
        if (loopback == null || !loopback.isUp()) {
            // the port could be opened, but no packet would arrive
            throw new IOException("lo is down");
        }
        // a silent client must not occupy a thread forever; in seconds
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        InetSocketAddress local = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        if (port != 0) {
            // the JDK's server leaves its socket open if it cannot bind it
            try (ServerSocket first = new ServerSocket()) {
                first.bind(local);
            }
        }
        return new PictureServer(HttpServer.create(local, 0));
    }

    /**
     * Starts answering.
     *
     * @param first the picture until the next one
     * @param why answers {@code why?to=…&from=…} as JSON; a NsxException becomes a sentence
     */
    public void start(Picture first, Function<Map<String, String>, String> why, ExecutorService threads) {
        picture = first;
        question = why;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The address of the page, with its secret. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/" + secret + "/";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Shows another picture on all open pages. */
    public void show(Picture next) {
        picture = next;
        synchronized (listeners) {
            listeners.removeIf(l -> !tell(l));
        }
    }

    private static boolean tell(HttpExchange listener) {
        try {
            listener.getResponseBody().write(DRAWN);
            listener.getResponseBody().flush();
            return true;
        } catch (IOException e) {
            listener.close();
            return false;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (!isMeant(exchange, path)) {
            send(exchange, 404, "text/plain", "not found\n");
        } else if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            send(exchange, 405, "text/plain", "GET only\n");
        } else {
            answer(
                    exchange,
                    path.substring(secret.length() + 2),
                    exchange.getRequestURI().getRawQuery());
        }
    }

    /**
     * Whether a request is legitimate: it has the page's secret, and no other host name, which could lead here by
     * DNS.
     */
    private boolean isMeant(HttpExchange exchange, String path) {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        byte[] wanted = ("/" + secret + "/").getBytes(StandardCharsets.UTF_8);
        byte[] given = path.substring(0, Math.min(path.length(), wanted.length)).getBytes(StandardCharsets.UTF_8);
        return (host.equals("127.0.0.1:" + port()) || host.equals("localhost:" + port()))
                && MessageDigest.isEqual(wanted, given);
    }

    private void answer(HttpExchange exchange, String what, String query) throws IOException {
        switch (what) {
            case "" -> page(exchange);
            case "picture.svg" -> send(exchange, 200, "image/svg+xml", picture.svg());
            case "topology.json" -> send(exchange, 200, JSON, picture.json());
            case "events" -> listen(exchange);
            case "why" -> why(exchange, query == null ? "" : query);
            default -> send(exchange, 404, "text/plain", "not found\n");
        }
    }

    private void why(HttpExchange exchange, String query) throws IOException {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            String[] pair = part.split("=", 2);
            asked.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        try {
            send(exchange, 200, JSON, question.apply(asked));
        } catch (NsxException e) {
            String reason = e.reason() == null ? "" : ": " + e.reason();
            send(exchange, 400, "text/plain; charset=utf-8", e.getMessage() + reason);
        } catch (IllegalArgumentException e) {
            send(exchange, 400, "text/plain", "not a question");
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        String nonce = random(16);
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'nonce-" + nonce
                                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        send(exchange, 200, HTML, resource().replace("NONCE", nonce));
    }

    /** Keeps the response open; its first line makes the page fetch the picture. */
    private void listen(HttpExchange exchange) throws IOException {
        headers(exchange, "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        synchronized (listeners) {
            if (listeners.size() == LISTENERS) {
                listeners.remove(0).close();
            }
            if (tell(exchange)) {
                listeners.add(exchange);
            }
        }
    }

    private static void send(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        headers(exchange, type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, head ? -1 : bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            if (!head) {
                body.write(bytes);
            }
        }
    }

    private static void headers(HttpExchange exchange, String type) {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    }

    private static String random(int bytes) {
        byte[] all = new byte[bytes];
        new SecureRandom().nextBytes(all);
        return HexFormat.of().formatHex(all);
    }

    private static String resource() {
        try (InputStream in = PictureServer.class.getResourceAsStream("page.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        synchronized (listeners) {
            listeners.forEach(HttpExchange::close);
            listeners.clear();
        }
        server.stop(0);
    }
}
