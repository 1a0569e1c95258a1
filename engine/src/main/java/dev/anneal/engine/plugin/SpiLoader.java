package dev.anneal.engine.plugin;

/** The parent of every plugin's class loader: the JDK, and of Anneal's class path the {@link Spi} alone. */
final class SpiLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader anneal;

    SpiLoader() {
        super("anneal-spi", getPlatformClassLoader());
        this.anneal = SpiLoader.class.getClassLoader();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return Spi.holds(name) ? anneal.loadClass(name) : super.loadClass(name, resolve);
    }
}
