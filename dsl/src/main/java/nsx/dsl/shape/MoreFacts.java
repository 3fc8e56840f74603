package nsx.dsl.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Collection;
import java.util.function.Supplier;

/** The properties that objects of a class can have besides those with a getter, for the check of scripts that are not run. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MoreFacts {
    /** Answers their names; it has a constructor without arguments. */
    Class<? extends Supplier<? extends Collection<String>>> value();
}
