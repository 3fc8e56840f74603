package nsx.docs.editors

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/**
 * What editors, shells and man(1) are told of nsx is what the catalogue of words and the usage say; {@code .ci/generate editors}
 * writes it anew.
 */
class EditorsSpec extends Specification {
    static final Path COMPLETION = Path.of('../repl/src/main/sh/completion')
    static final Path GRAMMAR = Path.of('editors/vscode/syntaxes/nsx.tmLanguage.json')
    static final List<Generated> FILES = [
        new Generated(COMPLETION.resolve('nsx.bash'), [tables: ShellTables.bash()]),
        new Generated(COMPLETION.resolve('nsx.zsh'), [tables: ShellTables.zsh()]),
        new Generated(COMPLETION.resolve('nsx.fish'), [tables: ShellTables.fish()]),
        new Generated(Path.of('man/nsx.1'), ManPage.blocks()),
        new Generated(Path.of('editors/vim/syntax/nsx.vim'), [words: Grammars.vim()]),
        new Generated(Path.of('editors/nsx.nanorc'), [words: Grammars.nano()]),
        new Generated(Path.of('editors/nsx.gdsl'), [words: Gdsl.lines()])]

    def setupSpec() {
        if (Boolean.getBoolean('nsx.docs.write')) {
            FILES.each { Files.writeString(it.file(), it.text()) }
            Files.writeString(GRAMMAR, Grammars.textMate())
        }
    }

    def "#file is up to date (.ci/generate editors)"() {
        expect:
        Files.readString(file) == text

        where:
        [file, text] << FILES.collect { [it.file(), it.text()] } + [[GRAMMAR, Grammars.textMate()]]
    }
}
