package nsx.dsl.value.process;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.CgroupSetting;
import nsx.dsl.session.Scope;
import nsx.dsl.word.BlockWord;

/**
 * The words in the block of a control group: {@code memory 64.MB}, {@code memory = 64.MB}. Each setting takes effect
 * at once, including for processes already in the group.
 */
public final class CgroupScope extends GroovyObjectSupport implements Scope {
    private final CgroupValue group;
    private final AtomicBoolean refused;

    /** @param refused set to true if the kernel refuses a setting */
    public CgroupScope(CgroupValue group, AtomicBoolean refused) {
        this.group = group;
        this.refused = refused;
    }

    /** The words that the block of every control group has. */
    public static List<BlockWord> words() {
        return Arrays.stream(CgroupSetting.values())
                .map(s -> BlockWord.of("cgroup", s.parameter()))
                .toList();
    }

    /** Sets a limit of the group: {@code memory 64.MB}. Groovy calls this for a method that is not declared. */
    public Object methodMissing(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        CgroupSetting setting = CgroupSetting.named(name)
                .filter(s -> all.length == 1)
                .orElseThrow(() -> new MissingMethodException(name, CgroupScope.class, all));
        assign(setting, all[0]);
        return group;
    }

    /** Fails instead of reading: {@code memory -1} would otherwise be a subtraction. */
    public Object propertyMissing(String name) {
        CgroupSetting setting = setting(name);
        throw new NsxException("cgroup: " + name + " needs a value")
                .because(name + " is " + setting.wanted())
                .at(name)
                .hint("write a negative number in parentheses; to read the value, write cgroup('" + group.name() + "')."
                        + name);
    }

    /** Sets a limit of the group: {@code memory = 64.MB}. */
    public void propertyMissing(String name, Object value) {
        assign(setting(name), value);
    }

    private void assign(CgroupSetting setting, Object value) {
        refused.set(true);
        group.assign(setting, value);
        refused.set(false);
    }

    private static CgroupSetting setting(String name) {
        return CgroupSetting.named(name).orElseThrow(() -> new MissingPropertyException(name, CgroupScope.class));
    }
}
