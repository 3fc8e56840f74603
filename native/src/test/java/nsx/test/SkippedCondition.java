package nsx.test;

import org.opentest4j.TestAbortedException;
import org.spockframework.runtime.extension.IGlobalExtension;
import org.spockframework.runtime.model.FeatureInfo;
import org.spockframework.runtime.model.SpecInfo;

/** A feature whose condition runs a program that is missing is skipped (see {@link Needs}); Spock would call the condition
 * failed, or the exception that was expected a wrong one. */
public final class SkippedCondition implements IGlobalExtension {
    @Override
    public void visitSpec(SpecInfo spec) {
        for (FeatureInfo feature : spec.getAllFeatures()) {
            feature.getFeatureMethod().addInterceptor(invocation -> {
                try {
                    invocation.proceed();
                } catch (Throwable e) {
                    throw skipped(e);
                }
            });
        }
    }

    private static Throwable skipped(Throwable failed) {
        Throwable cause = failed;
        while (cause != null && !(cause instanceof TestAbortedException)) {
            cause = cause.getCause();
        }
        return cause == null ? failed : cause;
    }
}
