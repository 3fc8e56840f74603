package nsx.dsl.op.field;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Here;
import nsx.netlink.Request;

/**
 * Makes, sets and deletes objects of one kind, as operations. The kind gives the request, the command line and the sentence of
 * each; this interface derives their inverses.
 *
 * @param <O> a wanted or an existing object
 */
public interface Changes<O> {
    /** The action on an object. */
    enum Act {
        ADD,
        APPEND,
        PREPEND,
        /** In place of what has its key. */
        SET,
        /** In place of what has its key; the kernel refuses it where nothing has. */
        CHANGE,
        /** Again as it was, in place of what has its key. */
        RESTORE,
        DELETE;

        /** Whether the object exists afterwards. */
        public boolean makes() {
            return this != DELETE;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Here here();

    /** Made when its turn comes: it can name what an earlier operation of the same line made. */
    Request request(Act act, O object);

    /** The equal command line. */
    String command(Act act, O object);

    /** As an infinitive: {@code add address 10.0.0.11/24 to veth1}. */
    String prose(Act act, O object);

    private Operation operation(Act act, O object, Supplier<Operation> undo) {
        return new Operation(
                here().context(),
                new Operation.Netlink(() -> request(act, object), act == Act.DELETE),
                command(act, object),
                prose(act, object),
                () -> List.of(undo.get()));
    }

    /** Makes one that is not there. */
    default Operation make(Act how, O object) {
        return operation(how, object, () -> operation(Act.DELETE, object, () -> make(how, object)));
    }

    /** Makes one in place of another. */
    default Operation set(O before, O after) {
        return set(Act.SET, before, after);
    }

    /** @param how {@link Act#SET} or {@link Act#CHANGE} */
    default Operation set(Act how, O before, O after) {
        return operation(how, after, () -> operation(Act.RESTORE, before, () -> set(how, before, after)));
    }

    /** Makes one again that has gone. */
    default Operation restore(O object) {
        return operation(Act.RESTORE, object, () -> delete(object));
    }

    /** Takes one away. */
    default Operation delete(O object) {
        return operation(Act.DELETE, object, () -> restore(object));
    }
}
