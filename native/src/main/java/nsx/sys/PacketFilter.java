package nsx.sys;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** A filter in the language of pcap-filter(7), compiled by libpcap to the program that the kernel runs for each frame (socket(7)). */
public final class PacketFilter {
    private static final List<String> LIBRARIES = List.of("libpcap.so.0.8", "libpcap.so.1");
    private static final int LONGEST = 262_144;
    /** The value PCAP_NETMASK_UNKNOWN. */
    private static final int NO_NETMASK = -1;

    private static final int INSTRUCTION = 8;
    private static final int PROGRAM = 16;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;

    private final byte[] instructions;

    private PacketFilter(byte[] instructions) {
        this.instructions = instructions;
    }

    /**
     * Compiles an expression.
     *
     * @param dlt the kind of frames, DLT_*: 1 for Ethernet, 12 for raw IP
     * @return empty if libpcap is not installed
     * @throws IllegalArgumentException for an invalid expression, with the message of libpcap
     */
    public static Optional<PacketFilter> compile(String expression, int dlt) {
        return library().map(pcap -> compile(pcap, expression, dlt));
    }

    private static Optional<NativeLibrary> library() {
        for (String name : LIBRARIES) {
            try {
                return Optional.of(NativeLibrary.getInstance(name));
            } catch (UnsatisfiedLinkError e) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static PacketFilter compile(NativeLibrary pcap, String expression, int dlt) {
        Pointer handle = pcap.getFunction("pcap_open_dead").invokePointer(new Object[] {dlt, LONGEST});
        try (Memory program = new Memory(PROGRAM)) {
            int done = pcap.getFunction("pcap_compile")
                    .invokeInt(new Object[] {handle, program, expression, 1, NO_NETMASK});
            if (done != 0) {
                Pointer error = pcap.getFunction("pcap_geterr").invokePointer(new Object[] {handle});
                throw new IllegalArgumentException(error.getString(0));
            }
            byte[] code = program.getPointer(Native.POINTER_SIZE).getByteArray(0, program.getInt(0) * INSTRUCTION);
            pcap.getFunction("pcap_freecode").invokeVoid(new Object[] {program});
            return new PacketFilter(code);
        } finally {
            pcap.getFunction("pcap_close").invokeVoid(new Object[] {handle});
        }
    }

    /** The number of instructions. */
    public int size() {
        return instructions.length / INSTRUCTION;
    }

    /** Attaches the filter to a socket; the kernel runs it for packets that arrive later. */
    void attach(Fd socket) {
        try (Memory code = new Memory(instructions.length)) {
            code.write(0, instructions, 0, instructions.length);
            byte[] program = ByteBuffer.allocate(PROGRAM)
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) size())
                    .putLong(Native.POINTER_SIZE, Pointer.nativeValue(code))
                    .array();
            SysException.check(
                    "setsockopt",
                    Libc.setsockopt(socket.number(), SOL_SOCKET, SO_ATTACH_FILTER, program, program.length),
                    "SO_ATTACH_FILTER");
        }
    }
}
