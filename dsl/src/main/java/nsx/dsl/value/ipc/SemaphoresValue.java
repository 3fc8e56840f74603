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
import nsx.dsl.word.Reader;
import nsx.dsl.word.Signature;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.ipc.Semaphores;

/** A set of semaphores. */
public final class SemaphoresValue extends SysvValue<Semaphores> {
    private static final int LARGEST = 32767;
    private static final Signature OP = new Signature("op", List.of(WAIT, TIMEOUT));

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

    /** Makes it so that it is there with as many semaphores. */
    public SemaphoresValue ensure(int count, OptionalInt mode) {
        make(ipc -> operations(ipc).ensure(count, mode));
        return this;
    }

    /** Adds to the first semaphore, takes from it once there is as much, or waits until it is zero. */
    public void op(Object delta) {
        op(Map.of(), 0, delta);
    }

    public void op(Object index, Object delta) {
        op(Map.of(), index, delta);
    }

    public void op(Map<String, Object> options, Object delta) {
        op(options, 0, delta);
    }

    /** The same of another semaphore of the set; {@code wait: false}, {@code timeout: 1.second}. */
    public void op(Map<String, Object> given, Object index, Object delta) {
        Arguments options = Arguments.named(OP, given);
        int by = number("op: the change", delta, -LARGEST, LARGEST);
        change(ipc -> List.of(operationsOf(ipc, index).operate(index(index), by, patience(options))));
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

    /** How many there are in the set. */
    public int getCount() {
        return look(ipc -> get(ipc).count());
    }

    /** The value of the first. */
    public int getValue() {
        return getValues().get(0);
    }

    /** Sets the first, whoever waits. */
    public void setValue(Object value) {
        putAt(0, value);
    }

    /** The values of all. */
    public List<Integer> getValues() {
        return look(ipc -> Arrays.stream(ipc.values(get(ipc))).boxed().toList());
    }

    /** Sets all of them at once. */
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

    /** {@code sem(1)[2]}: the value of one. */
    public int getAt(int index) {
        return look(ipc -> {
            operationsOf(ipc, index);
            return ipc.values(get(ipc))[index];
        });
    }

    /** {@code sem(1)[2] = 5}. */
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
