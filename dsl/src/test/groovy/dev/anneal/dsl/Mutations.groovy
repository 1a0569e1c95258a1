package dev.anneal.dsl

import groovy.transform.CompileStatic
import java.nio.file.Files
import java.nio.file.Path

/** Texts of workflow files, and what becomes of them when somebody's fingers, editor or malice get at them. */
@CompileStatic
class Mutations {

    private static final List<String> PIECES = ['{', '}', '[', ']', '(', ')', ':', ': ', '"', "'", '$', '${', '!', '&', '*', '%', '@', '?', '-', '\n', '\t',
                                                '  ', '#', '|', '>', ',', '\\', '1e999', '$a.b', 'null', '---\n', '\u0000', '\uD83D\uDE00', '..', '=', '//',
                                                '"""', "'''", '\\u0041', '\\', '/*', '*/', '->', '&a ', '*a', '<<: ', '!!str ', '!x', '? ', '- ', '%YAML 1.1\n',
                                                '\r', '\u0085', '\u2028', '\uFEFF', '0x', '.inf', '99999999999999999999', '-1', '0.0000001', 'true', '~', '""', ' ',
                                                'params.', 'run.id', 'item', '&&', '||', '==', '<', '+', '/', 'def x = 1', 'it', 'this', 'if', 'default', '`', '\u00A0']
    private static final List<String> REPEATED = ['[', '{', '(', '- ', '{a: ', '!', '-', '${', 'a.', '1+', '"', '\n', ' ', '[[', 'x { ', '? ', '9', 'a', '+', '((']

    private final List<String> corpus
    private final Random random

    Mutations(List<String> corpus, long seed) {
        this.corpus = corpus
        this.random = new Random(seed)
    }

    /** The texts of one form in the folders of resources, and in the page that documents the language. */
    static List<String> corpus(String form) {
        List<String> texts = []
        ['/twins', '/invalid', '/unplannable'].each { folder ->
            Corpus.files(folder).findAll { Corpus.extension(it) == form }.each { texts << Files.readString(it) }
        }
        def page = Files.readString(Path.of('..', 'docs', 'workflow-language.md'))
        def blocks = page =~ /(?s)```$form[^\n]*\n(.*?)```/
        while (blocks.find()) {
            texts << blocks.group(1)
        }
        texts
    }

    String next() {
        def mutant = new StringBuilder(any(corpus))
        int changes = 1 + random.nextInt(4)
        for (int i = 0; i < changes; i++) {
            change(mutant)
        }
        mutant.toString()
    }

    private void change(StringBuilder mutant) {
        int at = random.nextInt(mutant.length() + 1)
        int length = Math.min(random.nextInt(4), mutant.length() - at)
        switch (random.nextInt(20)) {
            case 0..5: mutant.delete(at, at + length); break
            case 6..9: mutant.insert(at, any(PIECES)); break
            case 10..13: mutant.replace(at, at + length, any(PIECES)); break
            case 14: mutant.insert(at, any(REPEATED).repeat(random.nextInt(20) == 0 ? 3_000 : 1 + random.nextInt(80))); break
            case 15: mutant.setLength(at); break
            case 16: splice(mutant, at); break
            default: lines(mutant)
        }
    }

    private void splice(StringBuilder mutant, int at) {
        def other = any(corpus)
        int from = random.nextInt(other.length())
        mutant.insert(at, other.substring(from, Math.min(other.length(), from + random.nextInt(60))))
    }

    /** Takes a line away, repeats it elsewhere, or moves it to the side. */
    private void lines(StringBuilder mutant) {
        List<String> lines = new ArrayList<String>(Arrays.asList(mutant.toString().split("\n", -1)))
        int line = random.nextInt(lines.size())
        switch (random.nextInt(3)) {
            case 0: lines.remove(line); break
            case 1: lines.add(random.nextInt(lines.size()), lines[line]); break
            default: lines[line] = ' '.repeat(random.nextInt(4)) + lines[line]
        }
        mutant.setLength(0)
        mutant.append(lines.join('\n'))
    }

    private String any(List<String> texts) {
        texts[random.nextInt(texts.size())]
    }
}
