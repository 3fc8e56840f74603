package nsx.dsl.value.ipc;

import java.util.List;
import nsx.dsl.shape.Facts;

/** A message received from a queue, with its type or priority. */
public final class IpcMessage implements Facts {
    private final String label;
    private final long number;
    private final byte[] bytes;

    /** @param label the name of the number: {@code type} or {@code priority} */
    IpcMessage(String label, long number, byte[] bytes) {
        this.label = label;
        this.number = number;
        this.bytes = bytes;
    }

    /** The type of a System V message; null for a POSIX message. */
    public Long getType() {
        return label.equals("type") ? number : null;
    }

    /** The priority of a POSIX message; null for a System V message. */
    public Long getPriority() {
        return label.equals("priority") ? number : null;
    }

    /** The length of the message, in bytes. */
    public int getSize() {
        return bytes.length;
    }

    /** The bytes of the message. */
    public byte[] getBytes() {
        return bytes;
    }

    /** The text of the message, or its bytes if they are not UTF-8. */
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
