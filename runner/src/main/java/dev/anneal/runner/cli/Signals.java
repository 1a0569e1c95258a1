package dev.anneal.runner.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signals of the operating system that come to this process, in place of what the virtual machine does of them. It
 * reaches them by reflection, as the compiler knows no way to name them without a warning. Closed, all is as before.
 */
final class Signals implements AutoCloseable {

    private final Map<Object, Object> before = new LinkedHashMap<>();

    /**
     * @param names without SIG; one that the machine does not have, or that was to be ignored, is left alone
     * @param came called for each signal, on a thread of its own
     */
    Signals(List<String> names, Runnable came) {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object own = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass().equals(handler)) {
                            came.run();
                            return null;
                        }
                        return switch (method.getName()) {
                            case "equals" -> arguments != null && arguments[0] == proxy;
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "anneal";
                        };
                    });
            for (String name : names) {
                handle(name, own);
            }
        } catch (ReflectiveOperationException none) {
            // Another kind of machine: what ends the process otherwise still works.
            before.clear();
        }
    }

    private void handle(String name, Object handler) throws ReflectiveOperationException {
        try {
            Object signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(name);
            before.put(signal, handle().invoke(null, signal, handler));
        } catch (InvocationTargetException notHere) {
            return;
        }
    }

    private static Method handle() throws ReflectiveOperationException {
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        return Class.forName("sun.misc.Signal").getMethod("handle", Class.forName("sun.misc.Signal"), handler);
    }

    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                var unused = handle().invoke(null, signal, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot give back " + signal, e);
            }
        });
        before.clear();
    }
}
