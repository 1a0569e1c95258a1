package dev.anneal.engine.store;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a home remembers: tables read and written in transactions. Safe for several threads and processes; writers wait
 * for each other. All methods throw {@link dev.anneal.engine.problem.AnnealException} where the disk or the database
 * refuses; a function that throws rolls its transaction back.
 */
public interface Store extends AutoCloseable {

    /** What a committed transaction survives. */
    enum Durability {
        /** The death of the process. */
        PROCESS,
        /** The death of the machine: effects, requests, fires and seals. */
        MACHINE
    }

    <T> T read(Function<Tables, T> work);

    <T> T write(Durability durability, Function<Tables, T> work);

    /**
     * A number that is another one after another process, or another store on this home, has committed a change; what
     * this store commits leaves it alone. Waits for nobody: while a write is under way it may lag behind.
     */
    long changes();

    /** {@link #write} without a result. */
    default void change(Durability durability, Consumer<Tables> work) {
        write(durability, tables -> {
            work.accept(tables);
            return Boolean.TRUE;
        });
    }

    @Override
    void close();
}
