package nsx.netlink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A conversation over one transport with sequence numbers, acknowledgements and dumps. It handles one request at a
 * time; answers with another sequence number (to an abandoned request, or events) are skipped. Any thread may use it.
 *
 * <p>Every method throws {@link NetlinkException} if the kernel refuses, {@link CodecException} if its answer cannot
 * be read, and whatever the transport throws.
 */
public final class Connection implements AutoCloseable {
    private static final int ATTEMPTS = 1 + 3;
    /** The number of requests sent together: the smallest usual receive buffer has room for more acknowledgements. */
    private static final int TOGETHER = 64;

    private final Transport transport;
    private int sequence = 1;

    public Connection(Transport transport) {
        this.transport = transport;
    }

    /** Sends a request, waits for its acknowledgement, and returns the messages before the acknowledgement. */
    public synchronized List<Message> ack(Request request) {
        return exchange(List.of(request)).get(0);
    }

    /** Sends a request for one object and returns the object. */
    public synchronized Message get(Request request) {
        return find(request).orElseThrow(() -> new CodecException(request.operation() + ": no answer"));
    }

    /** Sends a request for one object that may be missing; empty if the kernel sends none. */
    public synchronized Optional<Message> find(Request request) {
        return find(request, Set.of());
    }

    /**
     * Sends a request for one object that is often missing: a refusal with one of these error numbers is an empty answer, which
     * costs less than an exception.
     */
    public synchronized Optional<Message> find(Request request, Set<Integer> absent) {
        return exchange(List.of(request), absent).get(0).stream().findFirst();
    }

    /**
     * Sends several requests together, which is faster, and waits for all acknowledgements. The kernel carries out
     * the later requests even when an earlier one fails (only nfnetlink's batches are all or nothing).
     *
     * @return the messages that answered each request
     * @throws NetlinkException for the first that was refused; later refusals are suppressed exceptions
     */
    public synchronized List<List<Message>> pipeline(List<Request> requests) {
        boolean batch = requests.stream().anyMatch(request -> request.type().verb() == MessageType.Verb.CONTROL);
        if (batch) {
            return exchange(requests);
        }
        List<List<Message>> answers = new ArrayList<>();
        for (int from = 0; from < requests.size(); from += TOGETHER) {
            answers.addAll(exchange(requests.subList(from, Math.min(from + TOGETHER, requests.size()))));
        }
        return answers;
    }

    /** Requests a list. If the list changed during the dump, requests it again, at most three times. */
    public synchronized Dump dump(Request request) {
        Dump dump = dumpOnce(request);
        for (int attempt = 1; dump.interrupted() && attempt < ATTEMPTS; attempt++) {
            dump = dumpOnce(request);
        }
        return dump;
    }

    @Override
    public void close() {
        transport.close();
    }

    private Dump dumpOnce(Request request) {
        int number = sequence++;
        Message message = request.encode();
        int flags = message.flags() | Flags.REQUEST | Flags.DUMP;
        transport.send(message.addressed(flags, number, transport.port()).encode());
        List<Message> messages = new ArrayList<>();
        boolean interrupted = false;
        while (true) {
            for (Message answer : Message.parse(transport.receive())) {
                if (answer.sequence() != number || !mine(answer)) {
                    continue;
                }
                interrupted |= answer.has(Flags.DUMP_INTR);
                if (answer.type() == Message.DONE || answer.type() == Message.ERROR) {
                    ExtendedAck ack = ExtendedAck.of(answer);
                    if (ack.errno() != 0) {
                        throw ack.exception(request);
                    }
                    return new Dump(List.copyOf(messages), interrupted);
                }
                messages.add(answer);
            }
        }
    }

    private List<List<Message>> exchange(List<Request> requests) {
        return exchange(requests, Set.of());
    }

    /** @param absent the error numbers of refusals that are no failures */
    private List<List<Message>> exchange(List<Request> requests, Set<Integer> absent) {
        int first = sequence;
        Set<Integer> waiting = send(requests);
        List<List<Message>> answers = new ArrayList<>();
        requests.forEach(request -> answers.add(new ArrayList<>()));
        List<NetlinkException> refusals = new ArrayList<>();
        while (!waiting.isEmpty()) {
            for (Message answer : Message.parse(transport.receive())) {
                int index = answer.sequence() - first;
                if (index < 0 || index >= requests.size() || !mine(answer)) {
                    continue;
                }
                if (answer.type() != Message.ERROR) {
                    answers.get(index).add(answer);
                    continue;
                }
                ExtendedAck ack = ExtendedAck.of(answer);
                if (ack.errno() != 0 && !absent.contains(ack.errno())) {
                    refusals.add(ack.exception(requests.get(index)));
                }
                // The kernel answers a frame only to refuse it, and then sends no answers to the requests inside.
                if (!waiting.remove(answer.sequence()) && ack.errno() != 0) {
                    waiting.clear();
                }
            }
        }
        throwFirst(refusals);
        return answers;
    }

    /** Sends all requests in one datagram; returns the sequence numbers that will be acknowledged. */
    private Set<Integer> send(List<Request> requests) {
        List<Message> messages = new ArrayList<>();
        Set<Integer> waiting = new HashSet<>();
        for (Request request : requests) {
            boolean control = request.type().verb() == MessageType.Verb.CONTROL;
            int flags = request.flags() | Flags.REQUEST | (control ? 0 : Flags.ACK);
            messages.add(request.encode().addressed(flags, sequence, transport.port()));
            if (!control) {
                waiting.add(sequence);
            }
            sequence++;
        }
        transport.send(Message.datagram(messages));
        return waiting;
    }

    private static void throwFirst(List<NetlinkException> refusals) {
        if (!refusals.isEmpty()) {
            NetlinkException first = refusals.get(0);
            refusals.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /**
     * Whether an answer is to this socket. An event caused by another process can have any sequence number, but has
     * that process's port.
     */
    private boolean mine(Message answer) {
        return transport.port() == 0 || answer.port() == transport.port();
    }
}
