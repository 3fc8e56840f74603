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
 * The words inside the block of a control group: {@code memory 64.MB}, {@code memory = 64.MB}. Each takes effect at once, for what
 * is in the group already and for the programs that the lines after it start.
 */
public final class CgroupScope extends GroovyObjectSupport implements Scope {
    private final CgroupValue group;
    private final AtomicBoolean refused;

    /** @param refused set when one of the settings could not be made */
    public CgroupScope(CgroupValue group, AtomicBoolean refused) {
        this.group = group;
        this.refused = refused;
    }

    /** The words of the block of any control group. */
    public static List<BlockWord> words() {
        return Arrays.stream(CgroupSetting.values())
                .map(s -> BlockWord.of("cgroup", s.parameter()))
                .toList();
    }

    public Object methodMissing(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        CgroupSetting setting = CgroupSetting.named(name)
                .filter(s -> all.length == 1)
                .orElseThrow(() -> new MissingMethodException(name, CgroupScope.class, all));
        assign(setting, all[0]);
        return group;
    }

    /** Not read here: {@code memory -1} would be a subtraction that nobody meant. */
    public Object propertyMissing(String name) {
        CgroupSetting setting = setting(name);
        throw new NsxException("cgroup: " + name + " needs a value")
                .because(name + " is " + setting.wanted())
                .at(name)
                .hint("write a negative number in parentheses; to read the value, write cgroup('" + group.name() + "')."
                        + name);
    }

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
