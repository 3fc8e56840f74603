package nsx.dsl.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.function.Supplier;

/** Lists all possible values of a getter's column. A filter with another value is a mistake. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OneOf {
    /** The values. */
    String[] value() default {};

    /** A supplier of the values, if they are not constants. */
    Class<? extends Supplier<List<String>>> from() default None.class;

    /** An enum whose constants are the values. */
    Class<? extends Enum<?>> of() default Nothing.class;

    /** Whether a value without a name is a number. */
    boolean numbers() default false;

    /** No enum. */
    enum Nothing {}

    /** No list. */
    final class None implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            return List.of();
        }
    }
}
