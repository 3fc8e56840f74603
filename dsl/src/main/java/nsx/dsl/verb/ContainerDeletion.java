package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Texts;
import nsx.dsl.value.ContainerValue;

/** {@code delete container: 'web'}. */
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
    public void delete(Call call, Object which) {
        String name = which instanceof ContainerValue value ? value.name() : Texts.of(which);
        ContainerValue.find(call.session(), name)
                .orElseThrow(() -> new NsxException("there is no container " + name)
                        .at(name)
                        .hint(Texts.didYouMean(name, ContainerValue.names(call.session()))))
                .delete();
    }
}
