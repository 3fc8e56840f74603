package nsx.dsl.op.field;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Here;
import nsx.netlink.Request;

/**
 * Creates, changes and deletes objects of one kind, as operations. The kind gives the request, the command line and
 * the sentence of each; this interface derives their inverses.
 *
 * @param <O> a wanted or an existing object
 */
public interface Changes<O> {
    /** The action on an object. */
    enum Act {
        ADD,
        APPEND,
        PREPEND,
        /** Replaces the entry with the same key. */
        SET,
        /** Replaces the entry with the same key; the kernel refuses if there is none. */
        CHANGE,
        /** Restores the former entry, in place of the one with the same key. */
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

    /** The request; built at execution, because it may name an object of an earlier operation of the line. */
    Request request(Act act, O object);

    /** The equivalent command line. */
    String command(Act act, O object);

    /** The change as an infinitive: {@code add address 10.0.0.11/24 to veth1}. */
    String prose(Act act, O object);

    private Operation operation(Act act, O object, Supplier<Operation> undo) {
        return new Operation(
                here().context(),
                new Operation.Netlink(() -> request(act, object), act == Act.DELETE),
                command(act, object),
                prose(act, object),
                () -> List.of(undo.get()));
    }

    /** Creates a missing object. */
    default Operation make(Act how, O object) {
        return operation(how, object, () -> operation(Act.DELETE, object, () -> make(how, object)));
    }

    /** Replaces an object. */
    default Operation set(O before, O after) {
        return set(Act.SET, before, after);
    }

    /** @param how {@link Act#SET} or {@link Act#CHANGE} */
    default Operation set(Act how, O before, O after) {
        return operation(how, after, () -> operation(Act.RESTORE, before, () -> set(how, before, after)));
    }

    /** Creates a deleted object again. */
    default Operation restore(O object) {
        return operation(Act.RESTORE, object, () -> delete(object));
    }

    /** Deletes an object. */
    default Operation delete(O object) {
        return operation(Act.DELETE, object, () -> restore(object));
    }
}
