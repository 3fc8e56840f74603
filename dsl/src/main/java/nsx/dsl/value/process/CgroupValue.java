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
import nsx.cgroup.Usage;
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

/** A control group. What it is set to can be read and set as properties; programs that words called on it start are in it. */
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

    /** Those that nsx made, in order. */
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

    /** Sets it, unless it is so. Not called {@code set}: Groovy would take that for the setter of what it does not find. */
    public void assign(CgroupSetting what, Object value) {
        session.ensure(() -> operations.set(name, what, value));
    }

    public String getName() {
        return name;
    }

    /** Bytes; null for no limit, as with all limits. */
    public Long getMemory() {
        return (Long) value(CgroupSetting.MEMORY);
    }

    public void setMemory(Object value) {
        assign(CgroupSetting.MEMORY, value);
    }

    /** Bytes in use, caches included. */
    public Long getMemoryUsed() {
        return look(g -> g.usage(Usage.MEMORY));
    }

    /** Bytes of swap beside the memory. */
    public Long getSwap() {
        return (Long) value(CgroupSetting.SWAP);
    }

    public void setSwap(Object value) {
        assign(CgroupSetting.SWAP, value);
    }

    public Long getPids() {
        return (Long) value(CgroupSetting.PIDS);
    }

    public void setPids(Object value) {
        assign(CgroupSetting.PIDS, value);
    }

    /** How many processes and threads there are. */
    public Long getPidsUsed() {
        return look(g -> g.usage(Usage.PIDS));
    }

    /** Processors' worth of time: 0.5 is half of one. */
    public Double getCpu() {
        return (Double) value(CgroupSetting.CPU);
    }

    public void setCpu(Object value) {
        assign(CgroupSetting.CPU, value);
    }

    /** The share beside other groups; 100 is the usual one. */
    public Long getWeight() {
        return (Long) value(CgroupSetting.WEIGHT);
    }

    public void setWeight(Object value) {
        assign(CgroupSetting.WEIGHT, value);
    }

    /** Which processors; null for any. */
    public String getCpus() {
        return (String) value(CgroupSetting.CPUS);
    }

    public void setCpus(Object value) {
        assign(CgroupSetting.CPUS, value);
    }

    /** The share of the disks beside other groups; 100 is the usual one. */
    public Long getIoWeight() {
        return (Long) value(CgroupSetting.IO_WEIGHT);
    }

    public void setIoWeight(Object value) {
        assign(CgroupSetting.IO_WEIGHT, value);
    }

    /** Whether its processes stand still. */
    public Boolean getFrozen() {
        return (Boolean) value(CgroupSetting.FROZEN);
    }

    public void setFrozen(Object value) {
        assign(CgroupSetting.FROZEN, value);
    }

    public Table<ProcessRow> getProcesses() {
        return look(g -> ProcessRow.table(g.processes()));
    }

    /** Its directories, one in each tree that it is in. */
    public List<String> getPaths() {
        return look(ControlGroup::paths);
    }

    /** How often a limit was felt: processes ended for memory, processes not made, periods in which it had to wait. */
    public Map<String, Long> getEvents() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("oomKills", look(g -> g.usage(Usage.OOM_KILLS)));
        all.put("pidsRefused", look(g -> g.usage(Usage.PIDS_REFUSED)));
        all.put("throttled", look(g -> g.usage(Usage.THROTTLED)));
        all.values().removeIf(Objects::isNull);
        return all;
    }

    /** What programs go through to be in it. */
    public Entrance entrance() {
        return new GroupEntrance(operations.group(name));
    }

    /** Ends by force what runs in it, and waits for the end. */
    public CgroupValue kill() {
        session.change(operations.kill(name));
        session.programs().jobs().forEach(Job::settle);
        return this;
    }

    /** Removes it; while processes are in it that is an error. */
    @Override
    public void delete() {
        delete(Map.of());
    }

    /** {@code delete(kill: true)}: ends what runs in it first. */
    public void delete(Map<String, ?> options) {
        boolean kill = Arguments.named(DELETE, options).is(KILL);
        session.change(operations.delete(name, kill));
    }

    /** Runs the block: its settings first of all words, and the programs that it starts in the group. */
    public Object call(Closure<?> block) {
        return run(block, new CgroupScope(this, new AtomicBoolean()));
    }

    /** The same for one that was just made: when one of its settings is refused it is not made at all. */
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
