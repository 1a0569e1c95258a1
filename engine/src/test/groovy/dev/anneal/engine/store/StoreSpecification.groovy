package dev.anneal.engine.store

import dev.anneal.engine.store.Store.Durability
import spock.lang.Specification

/** A store that a spec works on, opened anew for each feature. */
abstract class StoreSpecification extends Specification {

    Store store

    /** A store on a home that is empty at the start of each feature. */
    abstract Store open()

    /** Another store on the same home, as another process would open it. */
    abstract Store openBeside()

    /** A store on what a process that died just now has left behind; {@code store} stays as it is. */
    abstract Store openAfterDeath()

    def setup() {
        store = open()
    }

    def cleanup() {
        store.close()
    }

    protected <T> T read(Closure<T> work) {
        store.read { work.call(it) }
    }

    protected <T> T write(Durability durability = Durability.PROCESS, Closure<T> work) {
        store.write(durability) { work.call(it) }
    }

    protected void change(Durability durability = Durability.PROCESS, Closure work) {
        store.change(durability) { work.call(it) }
    }
}
