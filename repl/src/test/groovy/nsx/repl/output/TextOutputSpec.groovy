package nsx.repl.output

import nsx.dsl.error.NsxException
import spock.lang.Specification

class TextOutputSpec extends Specification {
    static OutputStream failing(String reason) {
        new OutputStream() {
            @Override
            void write(int b) throws IOException {
                throw new IOException(reason)
            }
        }
    }

    def 'a reader who is gone is no failure of the script'() {
        when:
        new TextOutput(failing('Broken pipe'), 'standard output', false).print('x')

        then:
        thrown(TextOutput.Closed)
    }

    def 'what cannot be written is a failure, in the kernel\'s words'() {
        when:
        new TextOutput(failing('No space left on device'), 'standard output', false).print('x')

        then:
        def e = thrown(NsxException)
        e.message == 'cannot write to standard output'
        e.reason() == 'No space left on device (ENOSPC)'
    }

    def 'an error that cannot be told has no other way'() {
        when:
        new TextOutput(failing('No space left on device'), '', false).print('x')

        then:
        noExceptionThrown()
    }
}
