package dev.anneal.engine.testing

import dev.anneal.engine.store.Store
import dev.anneal.engine.store.Tables
import groovy.transform.CompileStatic

import java.util.concurrent.CountDownLatch
import java.util.function.Function

/** A store whose process dies with the commit of a given number: whatever wants anything of it from then on dies too. */
@CompileStatic
class MortalStore implements Store {

    /** The process is dead. */
    static class Dead extends Error {
        Dead() {
            super('the process is dead', null, false, false)
        }
    }

    private final Store store
    private final long last
    private final boolean beforeAnythingFollows
    final CountDownLatch death = new CountDownLatch(1)
    private long commits

    /**
     * @param last the number of the commit, from 1, that is the last; 0 for none
     * @param beforeAnythingFollows whether who made it dies at once, or when it wants the next
     */
    MortalStore(Store store, long last, boolean beforeAnythingFollows) {
        this.store = store
        this.last = last
        this.beforeAnythingFollows = beforeAnythingFollows
    }

    synchronized long commits() {
        commits
    }

    @Override
    <T> T read(Function<Tables, T> work) {
        requireAlive()
        store.read(work)
    }

    @Override
    synchronized <T> T write(Store.Durability durability, Function<Tables, T> work) {
        requireAlive()
        T result = store.write(durability, work)
        commits++
        if (commits == last) {
            death.countDown()
            if (beforeAnythingFollows) {
                throw new Dead()
            }
        }
        result
    }

    @Override
    long changes() {
        requireAlive()
        store.changes()
    }

    private void requireAlive() {
        if (death.count == 0) {
            throw new Dead()
        }
    }

    @Override
    void close() {
        store.close()
    }
}
