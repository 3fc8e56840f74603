package nsx.dsl.verb.delete;

import java.util.List;
import java.util.Map;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.value.process.ContainerValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;

/** Deletes a container: {@code delete container: 'web'}. */
final class ContainerDeletion implements Deletion {
    @Override
    public String kind() {
        return "container";
    }

    @Override
    public Type type() {
        return Type.CONTAINER;
    }

    @Override
    public List<Parameter<?>> options() {
        return List.of(CgroupDeletion.KILL);
    }

    @Override
    public void check(Call call, Object which) {
        find(call, which);
    }

    @Override
    public void delete(Call call, Object which) {
        find(call, which).delete(Map.of("kill", call.is(CgroupDeletion.KILL)));
    }

    private static ContainerValue find(Call call, Object which) {
        String name = which instanceof ContainerValue value ? value.name() : Texts.of(which);
        return ContainerValue.find(call.session(), name)
                .orElseThrow(() -> new NsxException("there is no container " + name)
                        .at(name)
                        .hint(Texts.didYouMean(name, ContainerValue.names(call.session()))));
    }
}
