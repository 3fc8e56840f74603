package groovy.runtime.metaclass;

import groovy.lang.MetaClass;
import groovy.lang.MetaClassRegistry;
import nsx.dsl.session.ScriptView;

/** Found by Groovy by this very name when it starts (see its MetaClassRegistryImpl): scripts see nsx's objects as {@link ScriptView} says. */
@SuppressWarnings("rawtypes") // the signature is Groovy's
public final class CustomMetaClassCreationHandle extends MetaClassRegistry.MetaClassCreationHandle {
    @Override
    protected MetaClass createNormalMetaClass(Class type, MetaClassRegistry registry) {
        return ScriptView.of(super.createNormalMetaClass(type, registry));
    }
}
