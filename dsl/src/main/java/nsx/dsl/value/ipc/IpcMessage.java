package nsx.dsl.value.ipc;

import java.util.List;
import nsx.dsl.shape.Facts;

/** A message that was taken out of a queue, with what it was sent as. */
public final class IpcMessage implements Facts {
    private final String label;
    private final long number;
    private final byte[] bytes;

    /** @param label {@code type} or {@code priority}: what the number is */
    IpcMessage(String label, long number, byte[] bytes) {
        this.label = label;
        this.number = number;
        this.bytes = bytes;
    }

    /** Of a System V message; null else. */
    public Long getType() {
        return label.equals("type") ? number : null;
    }

    /** Of a POSIX message; null else. */
    public Long getPriority() {
        return label.equals("priority") ? number : null;
    }

    /** In bytes. */
    public int getSize() {
        return bytes.length;
    }

    public byte[] getBytes() {
        return bytes;
    }

    /** The text, or the bytes when they are no UTF-8. */
    public Object getText() {
        return Payload.message(bytes);
    }

    @Override
    public List<String> facts() {
        return List.of(label, "size", "text");
    }

    @Override
    public String toString() {
        return label + " " + number + ", " + bytes.length + " bytes";
    }
}
