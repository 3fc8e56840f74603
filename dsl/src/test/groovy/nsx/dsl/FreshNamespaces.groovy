package nsx.dsl

import java.lang.annotation.ElementType
import java.lang.annotation.Inherited
import java.lang.annotation.Retention
import java.lang.annotation.RetentionPolicy
import java.lang.annotation.Target
import nsx.test.Fresh
import org.spockframework.runtime.extension.ExtensionAnnotation
import org.spockframework.runtime.extension.IAnnotationDrivenExtension
import org.spockframework.runtime.model.SpecInfo

/** Runs each feature in namespaces of its own. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtensionAnnotation(Extension)
@interface FreshNamespaces {
    static class Extension implements IAnnotationDrivenExtension<FreshNamespaces> {
        @Override
        void visitSpecAnnotation(FreshNamespaces annotation, SpecInfo spec) {
            spec.bottomSpec.allFeatures.each { feature ->
                feature.addIterationInterceptor { invocation -> Fresh.call { invocation.proceed(); null } }
            }
        }
    }
}
