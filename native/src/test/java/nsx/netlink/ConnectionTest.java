package nsx.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final Request ADD = Sample.request(Sample.NEW, Flags.CREATE | Flags.EXCL);
    private static final Request LIST = Sample.request(Sample.GET, 0);

    private static NetlinkException refusal(Attributes details) {
        FakeKernel kernel = new FakeKernel(request -> List.of(FakeKernel.error(request, 22, details)));
        return assertThrows(NetlinkException.class, () -> new Connection(kernel).ack(ADD));
    }

    private static Attributes details() {
        return Attributes.of(ExtendedAck.TABLE);
    }

    private static Message part(int number) {
        return new Message(16, 0, 0, 0, new byte[] {(byte) number});
    }

    @Test
    void requestsAreNumberedAndAcknowledged() {
        FakeKernel kernel = FakeKernel.accepting();
        Connection connection = new Connection(kernel);
        connection.ack(ADD);
        connection.ack(ADD);
        assertEquals(
                List.of(1, 2), kernel.requests().stream().map(Message::sequence).toList());
        Message sent = kernel.requests().get(0);
        assertEquals(Flags.REQUEST | Flags.ACK | Flags.CREATE | Flags.EXCL, sent.flags());
        assertEquals(Sample.body(), Sample.NEW.decode(sent));
    }

    @Test
    void answersOfOthersArePassedOver() {
        FakeKernel kernel = new FakeKernel(request -> FakeKernel.found(request, Sample.NEW, Sample.body()));
        kernel.arrives(new Message(16, 0, 0, 0, new byte[0]), new Message(16, 0, 1, 99, new byte[0]));
        assertEquals(Sample.body(), Sample.NEW.decode(new Connection(kernel).get(LIST)));
    }

    @Test
    void nothingFoundIsNoError() {
        assertEquals(Optional.empty(), new Connection(FakeKernel.accepting()).find(LIST));
    }

    @Test
    void refusalsNameTheAttribute() {
        // 16 netlink header, 12 samplemsg, 8 S_NAME, 8 S_MTU, 4 S_INFO, 12 IN_KIND, 4 IN_DATA
        NetlinkException mode =
                refusal(details().put("NLMSGERR_ATTR_MSG", "No such mode").put("NLMSGERR_ATTR_OFFS", 64));
        assertEquals(Optional.of("S_INFO/IN_DATA/DATA_MODE"), mode.attribute());
        assertEquals(Optional.of("No such mode"), mode.kernelMessage());
        assertEquals(22, mode.errno());
        assertEquals("add sample x: errno 22: No such mode (at S_INFO/IN_DATA/DATA_MODE)", mode.getMessage());
        assertEquals(
                Optional.of("S_INFO"),
                refusal(details().put("NLMSGERR_ATTR_OFFS", 44)).attribute());
        assertEquals(
                Optional.of("S_MTU"),
                refusal(details().put("NLMSGERR_ATTR_OFFS", 36)).attribute());
        assertEquals(
                Optional.empty(),
                refusal(details().put("NLMSGERR_ATTR_OFFS", 4000)).attribute());
    }

    @Test
    void refusalsNameWhatIsMissing() {
        assertEquals(
                Optional.of("S_IP"),
                refusal(details().put("NLMSGERR_ATTR_MISS_TYPE", 5)).missing());
        assertEquals(
                Optional.of("S_INFO/IN_DATA/DATA_PEER"),
                refusal(details().put("NLMSGERR_ATTR_MISS_TYPE", 2).put("NLMSGERR_ATTR_MISS_NEST", 60))
                        .missing());
    }

    @Test
    void bareRefusals() {
        NetlinkException bare = refusal(details());
        assertEquals("add sample x: errno 22", bare.getMessage());
        assertEquals(Optional.empty(), bare.kernelMessage());
    }

    @Test
    void errorsThatEchoTheWholeRequest() {
        byte[] echo = ADD.encode().encode();
        byte[] tlvs = details().put("NLMSGERR_ATTR_MSG", "no").encode();
        byte[] payload = new byte[4 + echo.length + tlvs.length];
        System.arraycopy(Sample.HEADER.with("index", -17).encode(), 4, payload, 0, 4);
        System.arraycopy(echo, 0, payload, 4, echo.length);
        System.arraycopy(tlvs, 0, payload, 4 + echo.length, tlvs.length);
        FakeKernel kernel = new FakeKernel(request -> List.of(
                FakeKernel.reply(request, Message.ERROR, payload).addressed(Flags.ACK_TLVS, 1, request.port())));
        NetlinkException e = assertThrows(NetlinkException.class, () -> new Connection(kernel).ack(ADD));
        assertEquals(17, e.errno());
        assertEquals(Optional.of("no"), e.kernelMessage());
    }

    @Test
    void dumpsComeInParts() {
        FakeKernel kernel = new FakeKernel(request -> FakeKernel.dump(request, List.of(part(1), part(2))));
        Dump dump = new Connection(kernel).dump(LIST);
        assertEquals(List.of(1, 2), dump.decode(message -> (int) message.payload()[0]));
        assertFalse(dump.interrupted());
        assertEquals(Flags.REQUEST | Flags.DUMP, kernel.requests().get(0).flags());
    }

    @Test
    void interruptedDumpsAreRepeated() {
        List<Message> asked = new ArrayList<>();
        FakeKernel kernel = new FakeKernel(request -> {
            asked.add(request);
            return asked.size() < 3
                    ? FakeKernel.interruptedDump(request, List.of(part(1)))
                    : FakeKernel.dump(request, List.of(part(2)));
        });
        Dump dump = new Connection(kernel).dump(LIST);
        assertFalse(dump.interrupted());
        assertEquals(3, asked.size());
        assertEquals(1, dump.messages().size());
    }

    @Test
    void dumpsThatAreAlwaysInterruptedAreMarked() {
        FakeKernel kernel = new FakeKernel(request -> FakeKernel.interruptedDump(request, List.of(part(1))));
        assertTrue(new Connection(kernel).dump(LIST).interrupted());
        assertEquals(4, kernel.requests().size());
    }

    @Test
    void dumpsCanBeRefused() {
        FakeKernel kernel = new FakeKernel(request -> List.of(FakeKernel.error(request, 95, "not supported")));
        NetlinkException e = assertThrows(NetlinkException.class, () -> new Connection(kernel).dump(LIST));
        assertEquals(95, e.errno());
    }

    @Test
    void pipelinesNameTheFirstRefusedAndKeepTheOthers() {
        FakeKernel kernel = new FakeKernel(request ->
                List.of(request.sequence() % 3 == 2 ? FakeKernel.error(request, 17) : FakeKernel.ack(request)));
        List<Request> all = IntStream.range(0, 5)
                .mapToObj(i -> Sample.request(Sample.NEW, i))
                .toList();
        NetlinkException e = assertThrows(NetlinkException.class, () -> new Connection(kernel).pipeline(all));
        assertSame(all.get(1), e.request());
        assertSame(all.get(4), ((NetlinkException) e.getSuppressed()[0]).request());
    }

    @Test
    void pipelinesAnswerInOrder() {
        FakeKernel kernel = new FakeKernel(request -> FakeKernel.found(request, Sample.NEW, Sample.body()));
        List<List<Message>> answers = new Connection(kernel).pipeline(Collections.nCopies(100, LIST));
        assertEquals(100, answers.size());
        assertTrue(answers.stream().allMatch(list -> list.size() == 1));
    }

    @Test
    void framesAreNotAcknowledgedButCanBeRefused() {
        Request begin = Sample.request(Sample.BEGIN, 0);
        FakeKernel good =
                new FakeKernel(request -> request.has(Flags.ACK) ? List.of(FakeKernel.ack(request)) : List.of());
        assertEquals(
                3, new Connection(good).pipeline(List.of(begin, ADD, begin)).size());
        FakeKernel bad =
                new FakeKernel(request -> request.has(Flags.ACK) ? List.of() : List.of(FakeKernel.error(request, 1)));
        NetlinkException e =
                assertThrows(NetlinkException.class, () -> new Connection(bad).pipeline(List.of(begin, ADD)));
        assertSame(begin, e.request());
    }

    @Test
    void requestsDescribeThemselves() {
        assertEquals(
                "SAMPLE_NEW flags NLM_F_EXCL|NLM_F_CREATE samplemsg{index=3} S_NAME=\"x\" S_MTU=1400"
                        + " S_INFO={IN_KIND=\"data\" IN_DATA={DATA_MODE=bridge}}",
                ADD.describe());
    }
}
