package dev.anneal.engine.plugin;

import java.net.URL;
import java.net.URLClassLoader;

/** Loads one plugin's classes: the JDK's and the SPI's first, then those of its own jars. */
final class PluginLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    PluginLoader(String plugin, URL[] jars, SpiLoader parent) {
        super("plugin-" + plugin, jars, parent);
    }

    /** A jar that has Anneal's own classes packed into it must not get half of Anneal from there. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(Spi.RESERVED)) {
            throw new ClassNotFoundException(name);
        }
        return super.findClass(name);
    }
}
