package io.remithub.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A database whose connections halt the process at a named moment, as if it had been killed right there. */
final class Deadly {

    private Deadly() {}

    static DataSource at(String moment, DataSource database) {
        return wrap(DataSource.class, database, moment);
    }

    private static <T> T wrap(Class<T> type, Object real, String moment) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    boolean isStatement = method.getName().equals("prepareStatement");
                    String now = isStatement ? (String) arguments[0] : method.getName();
                    if (now.startsWith(moment)) {
                        Runtime.getRuntime().halt(137);
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Connection connection
                                ? wrap(Connection.class, connection, moment)
                                : result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
