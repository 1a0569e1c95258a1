package dev.anneal.engine.codec

import groovy.transform.CompileStatic

/** A process that reads plain values and nothing else. */
@CompileStatic
class ReadsValues {

    static void main(String[] arguments) {
        if (Json.readValues('{"from": 5000, "list": [1.5, null, true]}').size() != 2) {
            throw new IllegalStateException('read something else')
        }
    }
}
