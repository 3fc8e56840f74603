package nsx.dsl.compile

import groovyjarjarasm.asm.ClassReader
import groovyjarjarasm.asm.ClassVisitor
import groovyjarjarasm.asm.MethodVisitor
import groovyjarjarasm.asm.Opcodes
import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import spock.lang.Specification

class DirectSpec extends Specification {
    def "the call of #method that the compiler adds is one of the JVM: #text"() {
        expect:
        calls(text).contains(method)

        where:
        text                                    | method
        '1 + 1'                                 | 'checkInterrupt'
        '1 + 1'                                 | 'answer'
        '1 + 1'                                 | 'statement'
        "netns('a') { 1 }"                      | 'checkInterrupt'
        "netns('a') { lo }"                     | 'askingBlock'
        'ping lo'                               | 'calling'
        'netns a'                               | 'nameOrVariable'
        "def f() { netns a }\nf()"              | 'nameOrVariable'
        "netns('b') { netns a }"                | 'nameOrVariable'
        "netns('a').links()"                    | 'onlyLook'
        "x = 5.ms; \"\${x}\""                   | 'saidIn'
        "netns 'a'; undo { netns 'b' }"         | 'beginStatement'
        "println 'a'"                           | 'println'
        'println()'                             | 'println'
        "print 'a'"                             | 'print'
        "if (true) { println 'a' }"             | 'println'
    }

    def "a call that Groovy has to decide on stays one of Groovy: #text"() {
        expect:
        !calls(text).contains('println')

        where:
        text << ["[1].each { println it }", "void println(x) { }\nprintln 1", "x = [1]; println(*x)"]
    }

    private static Set<String> calls(String text) {
        def compiler = new Compiler(Words.vocabulary(), new ScriptLoader(DirectSpec.classLoader), { false }, false)
        def found = [] as Set
        compiler.compile(new Source('-e', text)).classes().values().each { file ->
            new ClassReader(file).accept(new ClassVisitor(Opcodes.ASM9) {
                @Override
                MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
                    new MethodVisitor(Opcodes.ASM9) {
                        @Override
                        void visitMethodInsn(int opcode, String owner, String called, String calledType, boolean ofInterface) {
                            if (owner == 'nsx/dsl/session/NsxScript' && !name.startsWith('super\$')) {
                                found << called
                            }
                        }
                    }
                }
            }, 0)
        }
        found
    }
}
