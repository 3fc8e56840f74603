package nsx.dsl.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Collection;
import java.util.function.Supplier;

/** The properties of a class without a getter, for the check of scripts without running them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MoreFacts {
    /** A supplier of the names; it has a constructor without arguments. */
    Class<? extends Supplier<? extends Collection<String>>> value();
}
