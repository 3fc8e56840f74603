package nsx.docs.editors

import groovy.json.JsonGenerator
import groovy.json.JsonOutput

/** Words, units and keywords in the regular expressions of Vim, nano and TextMate. */
class Grammars {
    static List<String> vim() {
        ["syntax match nsxWord \"\\%(\\.\\s*\\)\\@<!\\<\\%(${names('\\|')}\\)\\>\\%(:[^:]\\)\\@!\"",
         // with the number: of two matches that begin at the same place the later one wins, and Groovy's has 1.d
         "syntax match nsxUnit \"\\%(\\<\\d[0-9_.]*\\|)\\@<=\\)\\.\\%(${Catalogue.units().keySet().join('\\|')}\\)\\>\""]*.toString()
    }

    /** Without look-behind: a property of the same name is coloured as a word too. */
    static List<String> nano() {
        ["color brightwhite \"\\<(${Catalogue.keywords().join('|')}|true|false|null)\\>\"",
         "color cyan \"\\<(${names('|')})\\>\"",
         "color magenta \"[0-9]+\\.(${Catalogue.units().keySet().join('|')})\\>\""]*.toString()
    }

    /** The grammar for TextMate's engine, as VS Code and IntelliJ IDEA read it too. */
    static String textMate() {
        JsonOutput.prettyPrint(new JsonGenerator.Options().disableUnicodeEscaping().build().toJson(
            [name: 'nsx', scopeName: 'source.nsx', fileTypes: ['nsx'],
             comment: 'Generated from the catalogue of words: edit docs/src/test/groovy/nsx/docs/editors/Grammars.groovy',
             patterns: [[include: '#code']],
             repository: [
                 code: [patterns: comments() + strings() + [
                     [match: /\b(\d[\d_]*(?:\.\d+)?)(\.)(${units()})\b/, captures: captures('constant.numeric', 'punctuation', 'support.type.unit')],
                     [match: /(?<=\))(\.)(${units()})\b/, captures: captures('punctuation', 'support.type.unit')],
                     scope('constant.numeric', /\b(?:0x[0-9a-fA-F_]+|\d[\d_]*(?:\.\d+)?)\b/),
                     scope('entity.other.attribute-name', /\b[A-Za-z_]\w*(?=:(?!:))/),
                     scope('constant.language', /(?<!\.)\b(?:true|false|null|this|super)\b/),
                     scope('keyword.control', /(?<!\.)\b(?:${(Catalogue.keywords() - ['this', 'super']).join('|')})\b/),
                     scope('support.function', /(?<!\.)\b(?:${names('|').replace('.', '\\.')})\b(?!:(?!:))/),
                     [begin: /\{/, end: /\}/, patterns: [[include: '#code']]]]],
                 escape: scope('constant.character.escape', /\\(?:u+[0-9a-fA-F]{4}|.)/),
                 value: [patterns: [
                     [name: 'meta.embedded.nsx', begin: /\$\{/, end: /\}/, contentName: 'source.nsx',
                      beginCaptures: captures0('punctuation.section.embedded'), endCaptures: captures0('punctuation.section.embedded'),
                      patterns: [[include: '#code']]],
                     scope('variable.other', /\$[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/)]]]])) + '\n'
    }

    private static List<Map> comments() {
        [[name: 'comment.line.number-sign.nsx', match: /\A#!.*$/],
         [name: 'comment.line.double-slash.nsx', match: '//.*$'],
         [name: 'comment.block.nsx', begin: '/\\*', end: '\\*/']]
    }

    private static List<Map> strings() {
        [[quote: "'''", kind: 'single.triple', value: false], [quote: '"""', kind: 'double.triple', value: true],
         [quote: "'", kind: 'single', value: false], [quote: '"', kind: 'double', value: true]].collect {
            // one without a closing quote ends with its line
            def end = it.quote.size() == 1 ? "$it.quote|\$" : it.quote
            [name: "string.quoted.${it.kind}.nsx", begin: it.quote, end: end,
             patterns: [[include: '#escape']] + (it.value ? [[include: '#value']] : [])]
        } + [[name: 'string.regexp.nsx', begin: /(?<=[=~(,]|==~|=~)\s*\/(?![\/*\s])/, end: /\/|$/,
              patterns: [[match: '\\\\/'], [include: '#value']]]]
    }

    private static Map scope(String name, CharSequence match) {
        [name: name + '.nsx', match: match]
    }

    private static Map captures(String... names) {
        names.toList().withIndex(1).collectEntries { name, i -> [(i as String): [name: name + '.nsx']] }
    }

    private static Map captures0(String name) {
        ['0': [name: name + '.nsx']]
    }

    private static String units() {
        Catalogue.units().keySet().join('|')
    }

    /** The longest first: {@code route.get} before {@code route}. */
    private static String names(String or) {
        Catalogue.names().sort { a, b -> b.length() <=> a.length() ?: a <=> b }.join(or)
    }
}
