package dev.anneal.engine.task

import spock.lang.Specification

class FailureSpec extends Specification {

    def "a process that ended with #code is told as: #message"() {
        expect:
        Failure.exited(code) == new Failure(FailureKind.ERROR, message, code)

        where:
        code || message
        1    || 'exit code 1'
        127  || 'exit code 127'
        128  || 'exit code 128'
        137  || 'killed by SIGKILL (signal 9)'
        139  || 'killed by SIGSEGV (signal 11)'
        143  || 'killed by SIGTERM (signal 15)'
        200  || 'exit code 200'
        255  || 'exit code 255'
    }

    def "a failure answers to its kind and to its exit code: #words"() {
        expect:
        Failure.exited(137).isAny(words as Set) == any

        where:
        words                  || any
        ['exit 137']           || true
        ['timeout', 'error']   || true
        ['timeout', 'exit 13'] || false
        []                     || false
    }
}
