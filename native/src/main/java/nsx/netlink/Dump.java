package nsx.netlink;

import java.util.List;
import java.util.function.Function;

/**
 * The answer to a dump.
 *
 * @param interrupted whether the kernel's tables changed during every attempt, so that the list may mix two states
 */
public record Dump(List<Message> messages, boolean interrupted) {
    public <T> List<T> decode(Function<Message, T> decoder) {
        return messages.stream().map(decoder).toList();
    }
}
