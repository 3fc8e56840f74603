package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReceiveBuffersTest {
    @Test
    void oneCallAfterAnotherHasTheSame() {
        ByteBuffer first = ReceiveBuffers.use(UnaryOperator.identity());
        assertSame(first, ReceiveBuffers.use(UnaryOperator.identity()));
    }

    @Test
    void callsAtTheSameTimeHaveTheirOwn() {
        ReceiveBuffers.use(first -> ReceiveBuffers.use(second -> {
            assertNotSame(first, second);
            return null;
        }));
    }

    @Test
    void aFailedCallGivesItBack() {
        ByteBuffer[] used = new ByteBuffer[1];
        assertThrows(
                IllegalStateException.class,
                () -> ReceiveBuffers.use(buffer -> {
                    used[0] = buffer;
                    throw new IllegalStateException();
                }));
        assertSame(used[0], ReceiveBuffers.use(UnaryOperator.identity()));
    }
}
