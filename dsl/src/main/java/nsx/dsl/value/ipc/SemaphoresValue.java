package nsx.dsl.value.ipc;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ipc.SemaphoreOperations;
import nsx.dsl.op.ipc.SysvName;
import nsx.dsl.session.Session;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Signature;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.ipc.Semaphores;

/** A set of semaphores. */
public final class SemaphoresValue extends SysvValue<Semaphores> {
    private static final int LARGEST = 32767;
    private static final Parameter<Boolean> UNDO = Parameter.flag(
            "undo", "the kernel takes it back when nsx, or a block in another IPC namespace, ends (SEM_UNDO)");
    private static final Signature OP = new Signature("op", List.of(WAIT, TIMEOUT, UNDO));

    public SemaphoresValue(Session session, SysvName name) {
        super(session, name);
    }

    @Override
    List<Semaphores> all(IpcObjects ipc) {
        return ipc.semaphores();
    }

    @Override
    IpcObject object(Semaphores found) {
        return found.object();
    }

    private SemaphoreOperations operations(IpcObjects ipc) {
        return new SemaphoreOperations(context(), sysvName(), ipc, find(ipc));
    }

    @Override
    Operation removing(IpcObjects ipc) {
        return operations(ipc).remove();
    }

    @Override
    String making() {
        return "its count makes it: sem(" + getKey() + ", count: 1)";
    }

    /**
     * Creates the set if it does not exist; fails if it exists with another number of semaphores.
     *
     * @param exclusive whether to fail for any existing set
     */
    public SemaphoresValue ensure(int count, OptionalInt mode, boolean exclusive) {
        make(ipc -> {
            refuseExisting(ipc, exclusive);
            return operations(ipc).ensure(count, mode);
        });
        return this;
    }

    /** Changes the first semaphore: adds a positive number; waits until it can subtract a negative one; waits for zero at 0. */
    public void op(Object delta) {
        op(Map.of(), 0, delta);
    }

    /** Changes the semaphore of this index, counted from 0, as {@code op(delta)} does the first. */
    public void op(Object index, Object delta) {
        op(Map.of(), index, delta);
    }

    /** Changes the first semaphore; {@code wait: false} or {@code timeout: 1.second} limits the time to wait. */
    public void op(Map<String, Object> options, Object delta) {
        op(options, 0, delta);
    }

    /**
     * Changes the semaphore of this index; {@code wait: false} or {@code timeout: 1.second} limits the time to wait.
     * With {@code undo: true} the kernel reverses the change when nsx ends, or at the end of the block in another IPC
     * namespace.
     */
    public void op(Map<String, Object> given, Object index, Object delta) {
        Arguments options = Arguments.named(OP, given);
        int by = number("op: the change", delta, -LARGEST, LARGEST);
        change(ipc -> List.of(operationsOf(ipc, index).operate(index(index), by, options.is(UNDO), patience(options))));
    }

    private SemaphoreOperations operationsOf(IpcObjects ipc, Object index) {
        int count = get(ipc).count();
        if (index(index) >= count) {
            throw new NsxException(prose() + " has no semaphore " + index)
                    .because("it has " + count + ", counted from 0")
                    .at(index);
        }
        return operations(ipc);
    }

    private static int index(Object index) {
        return number("the index of a semaphore", index, 0, LARGEST);
    }

    private static int number(String what, Object value, int least, int most) {
        Reader<Integer> reader = Reader.integer(least, most);
        return reader.read(value)
                .orElseThrow(() -> new NsxException(what + " cannot be " + value)
                        .because("it is " + reader.wanted())
                        .at(value));
    }

    /** Number of semaphores in the set. */
    public int getCount() {
        return look(ipc -> get(ipc).count());
    }

    /** The value of the first semaphore. */
    public int getValue() {
        return getValues().get(0);
    }

    /** Sets the value of the first semaphore, from 0 to 32767. */
    public void setValue(Object value) {
        putAt(0, value);
    }

    /** The values of all semaphores. */
    public List<Integer> getValues() {
        return look(ipc -> Arrays.stream(ipc.values(get(ipc))).boxed().toList());
    }

    /** Sets all values at once; fails unless the list has one for each semaphore. */
    public void setValues(List<?> values) {
        change(ipc -> {
            if (values.size() != get(ipc).count()) {
                throw new NsxException(prose() + " has " + get(ipc).count() + " semaphores, not " + values.size())
                        .at(values);
            }
            return operations(ipc)
                    .set(values.stream().mapToInt(SemaphoresValue::level).toArray());
        });
    }

    private static int level(Object value) {
        return number("the value of a semaphore", value, 0, LARGEST);
    }

    /** The value of one semaphore, counted from 0: {@code sem(1)[2]}. */
    public int getAt(int index) {
        return look(ipc -> {
            operationsOf(ipc, index);
            return ipc.values(get(ipc))[index];
        });
    }

    /** Sets the value of one semaphore, counted from 0: {@code sem(1)[2] = 5}. */
    public void putAt(int index, Object value) {
        change(ipc -> {
            SemaphoreOperations operations = operationsOf(ipc, index);
            int[] values = ipc.values(get(ipc));
            values[index] = level(value);
            return operations.set(values);
        });
    }

    @Override
    public List<String> facts() {
        return List.of("key", "exists", "id", "owner", "mode", "count", "values");
    }
}
