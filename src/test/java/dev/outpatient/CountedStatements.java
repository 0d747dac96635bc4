package dev.outpatient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Notes each statement that a thread of the web server sends. */
final class CountedStatements {

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();

    List<String> taken() {
        List<String> taken = new ArrayList<>();
        for (String one = sent.poll(); one != null; one = sent.poll()) {
            taken.add(one);
        }
        return taken;
    }

    DataSource of(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return watched(Connection.class, source.getConnection(), "");
            }
        };
    }

    private <T> T watched(Class<T> type, T target, String sql) {
        return type.cast(Proxy.newProxyInstance(
                CountedStatements.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (method.getName().startsWith("execute")) {
                        note(sql.isEmpty() ? text(args) : sql);
                    }
                    try {
                        Object result = method.invoke(target, args);
                        if (result instanceof PreparedStatement statement) {
                            return watched(PreparedStatement.class, statement, text(args));
                        }
                        return target instanceof Connection && result instanceof Statement statement
                                ? watched(Statement.class, statement, "")
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void note(String statement) {
        if (Thread.currentThread().getName().startsWith("http-")) {
            sent.add(statement);
        }
    }

    private static String text(Object @Nullable [] args) {
        return args == null ? "?" : String.valueOf(args[0]).replaceAll("\\s+", " ");
    }
}
