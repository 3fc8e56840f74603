package nsx.dsl.value.process;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import nsx.cgroup.ControlGroup;
import nsx.cgroup.GroupEntrance;
import nsx.cgroup.GroupUsage;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.CgroupOperations;
import nsx.dsl.op.CgroupSetting;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Job;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Named;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Signature;
import nsx.process.Entrance;

/** A control group. Its limits are properties to read and set; words called on it run their programs in the group. */
public final class CgroupValue extends GroovyObjectSupport implements Named, Facts, Deletable {
    private static final Parameter<Boolean> KILL = Parameter.flag("kill", "kill its processes first (SIGKILL)");
    private static final Signature DELETE = new Signature("delete", List.of(KILL));

    private static final List<String> COLUMNS =
            List.of("name", "memory", "memoryUsed", "pids", "pidsUsed", "cpu", "frozen");
    private final Session session;
    private final CgroupOperations operations;
    private final String name;

    public CgroupValue(Session session, String name) {
        this.session = session;
        this.operations = new CgroupOperations(session);
        this.name = name;
    }

    /** The control groups that nsx made, in order of name. */
    public static Table<CgroupValue> all(Session session) {
        List<String> names = new CgroupOperations(session).look(ControlGroup::names);
        return Table.of(
                COLUMNS, names.stream().map(n -> new CgroupValue(session, n)).toList());
    }

    private <T> T look(Function<ControlGroup, T> reading) {
        Callable<T> read = () -> reading.apply(ControlGroup.named(name));
        return operations.look(read);
    }

    private Object value(CgroupSetting what) {
        return operations.get(name, what).orElse(null);
    }

    /**
     * Sets a limit if it differs. The method is not called {@code set}, because Groovy would use that as the setter of
     * every unknown property.
     */
    public void assign(CgroupSetting what, Object value) {
        session.ensure(() -> operations.set(name, what, value));
    }

    /** The name of the group, which is that of its directory below {@code nsx/} in each tree. */
    public String getName() {
        return name;
    }

    /** Limit of memory, in bytes; null for no limit. */
    public Long getMemory() {
        return (Long) value(CgroupSetting.MEMORY);
    }

    /** Sets the limit of memory to a size or {@code 'max'}; fails with EBUSY if more is in use. */
    public void setMemory(Object value) {
        assign(CgroupSetting.MEMORY, value);
    }

    /** Memory in use, in bytes, including caches. */
    public Long getMemoryUsed() {
        return look(g -> g.usage(GroupUsage.MEMORY));
    }

    /** Limit of swap in addition to memory, in bytes; null for no limit. */
    public Long getSwap() {
        return (Long) value(CgroupSetting.SWAP);
    }

    /** Sets the limit of swap, in addition to memory, to a size, 0 or {@code 'max'}. */
    public void setSwap(Object value) {
        assign(CgroupSetting.SWAP, value);
    }

    /** Limit of processes and threads; null for no limit. */
    public Long getPids() {
        return (Long) value(CgroupSetting.PIDS);
    }

    /** Sets the limit of processes and threads to a number or {@code 'max'}. */
    public void setPids(Object value) {
        assign(CgroupSetting.PIDS, value);
    }

    /** Number of processes and threads in the group. */
    public Long getPidsUsed() {
        return look(g -> g.usage(GroupUsage.PIDS));
    }

    /** Limit of processor time, in processors: 0.5 is half of one; null for no limit. */
    public Double getCpu() {
        return (Double) value(CgroupSetting.CPU);
    }

    /** Sets the limit of processor time to a number of processors, a percentage of one, or {@code 'max'}. */
    public void setCpu(Object value) {
        assign(CgroupSetting.CPU, value);
    }

    /** The share of processor time relative to other groups, 1 to 10000 (default 100). */
    public Long getWeight() {
        return (Long) value(CgroupSetting.WEIGHT);
    }

    /** Sets the share of processor time relative to other groups, 1 to 10000. */
    public void setWeight(Object value) {
        assign(CgroupSetting.WEIGHT, value);
    }

    /** The allowed processors, such as {@code 0-1,3}; null for all. */
    public String getCpus() {
        return (String) value(CgroupSetting.CPUS);
    }

    /** Sets the allowed processors: {@code '0-1,3'}, {@code 0} or {@code 0..1}. */
    public void setCpus(Object value) {
        assign(CgroupSetting.CPUS, value);
    }

    /** The share of disk time relative to other groups, 1 to 1000 (default 100). */
    public Long getIoWeight() {
        return (Long) value(CgroupSetting.IO_WEIGHT);
    }

    /** Sets the share of disk time relative to other groups, 1 to 1000. */
    public void setIoWeight(Object value) {
        assign(CgroupSetting.IO_WEIGHT, value);
    }

    /** Whether the processes of the group are frozen. */
    public Boolean getFrozen() {
        return (Boolean) value(CgroupSetting.FROZEN);
    }

    /** Freezes the processes of the group, or lets them continue. */
    public void setFrozen(Object value) {
        assign(CgroupSetting.FROZEN, value);
    }

    /** The processes in the group. */
    public Table<ProcessRow> getProcesses() {
        return look(g -> ProcessRow.table(g.processes()));
    }

    /** The directories of the group, one in each tree that has it. */
    public List<String> getPaths() {
        return look(ControlGroup::paths);
    }

    /**
     * The number of times that the group reached a limit, by event: processes killed for memory, processes not
     * created, periods without processor time.
     */
    public Map<String, Long> getEvents() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("oomKills", look(g -> g.usage(GroupUsage.OOM_KILLS)));
        all.put("pidsRefused", look(g -> g.usage(GroupUsage.PIDS_REFUSED)));
        all.put("throttled", look(g -> g.usage(GroupUsage.THROTTLED)));
        all.values().removeIf(Objects::isNull);
        return all;
    }

    /** The entrance through which programs start in the group. */
    public Entrance entrance() {
        return new GroupEntrance(operations.group(name));
    }

    /** Kills the processes of the group (SIGKILL), and waits until they have ended. */
    public CgroupValue kill() {
        session.change(operations.kill(name));
        session.programs().jobs().forEach(Job::settle);
        return this;
    }

    /** Removes the group; fails while it has processes. */
    @Override
    public void delete() {
        delete(Map.of());
    }

    /** Removes the group; {@code delete(kill: true)} kills its processes first. */
    public void delete(Map<String, ?> options) {
        boolean kill = Arguments.named(DELETE, options).is(KILL);
        session.change(operations.delete(name, kill));
    }

    /** Runs the block: words of the group set its limits, and programs start in the group. */
    public Object call(Closure<?> block) {
        return run(block, new CgroupScope(this, new AtomicBoolean()));
    }

    /** Runs the block of a new group, and removes the group if the kernel refuses a setting. */
    public Object made(Closure<?> block) {
        AtomicBoolean refused = new AtomicBoolean();
        try {
            return run(block, new CgroupScope(this, refused));
        } catch (RuntimeException e) {
            if (refused.get()) {
                takeBack(e);
            }
            throw e;
        }
    }

    private void takeBack(RuntimeException failure) {
        try {
            delete(Map.of("kill", true));
        } catch (RuntimeException stays) {
            failure.addSuppressed(stays);
        }
    }

    private Object run(Closure<?> block, CgroupScope scope) {
        return session.<Object>through(entrance(), () -> Blocks.run(session, block, scope, CgroupScope.words()));
    }

    /**
     * Sets a limit of the group, or calls a word whose programs start in the group. Groovy calls this for a method that is not
     * declared.
     */
    public Object methodMissing(String word, Object arguments) {
        Object[] all = (Object[]) arguments;
        Optional<CgroupSetting> setting = CgroupSetting.named(word);
        if (setting.isPresent() && all.length == 1) {
            assign(setting.get(), all[0]);
            return this;
        }
        return session.<Object>through(entrance(), () -> session.call(word, all));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> facts() {
        return List.of(
                "name", "memory", "memoryUsed", "pids", "pidsUsed", "cpu", "frozen", "processes", "paths", "events");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CgroupValue g && g.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "cgroup " + name;
    }
}
