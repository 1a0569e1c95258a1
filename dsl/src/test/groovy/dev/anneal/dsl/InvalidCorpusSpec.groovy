package dev.anneal.dsl

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

class InvalidCorpusSpec extends Specification implements Reading {

    static final List<Path> FILES = Corpus.files('/invalid')

    def "#file.fileName is refused at the right places, in the right words"() {
        given:
        def text = Files.readString(file)

        expect:
        Corpus.announced(text, problems("w.${Corpus.extension(file)}", text))

        where:
        file << FILES
    }

    def "there are enough of them, in both forms"() {
        expect:
        FILES.count { Corpus.extension(it) == 'yaml' } >= 35
        FILES.count { Corpus.extension(it) == 'groovy' } >= 35
    }
}
