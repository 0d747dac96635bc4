package dev.outpatient.scheduling.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the server is asked, and what it reads to answer, as it counts itself. */
final class StatementLog {

    /** Something that talks to the server. */
    interface Work {

        void run() throws Exception;
    }

    private static final String MARK = "INSERT INTO appointment";

    private final BenchmarkServer server;

    StatementLog(BenchmarkServer server) {
        this.server = server;
    }

    /** The statements of the transaction in which an appointment was inserted, without their values. */
    List<String> transaction(Work work) throws Exception {
        server.execute("SET GLOBAL log_output = 'TABLE'", "TRUNCATE mysql.general_log", "SET GLOBAL general_log = 1");
        work.run();
        server.execute("SET GLOBAL general_log = 0");
        List<String> all = texts("SELECT argument FROM mysql.general_log WHERE command_type = 'Query' AND thread_id ="
                + " (SELECT MAX(thread_id) FROM mysql.general_log WHERE argument LIKE '" + MARK + "%')");
        int inserted = 0;
        while (!all.get(inserted).startsWith(MARK)) {
            inserted++;
        }
        return all.subList(
                all.subList(0, inserted).lastIndexOf("SET autocommit=?") + 1,
                inserted + all.subList(inserted, all.size()).indexOf("COMMIT"));
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = server.connect("", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(withoutValues(row.getString(1)));
            }
        }
        return texts;
    }

    private static String withoutValues(String sql) {
        return sql.replaceAll("(?s)(_binary)?'(?:[^'\\\\]|\\\\.|'')*'", "?")
                .replaceAll("\\b(\\d+|NULL)\\b", "?")
                .replaceAll("\\s+", " ")
                .replaceAll("([(,]) ", "$1")
                .replaceAll(" \\)", ")");
    }

    /** How many rows of each table of a database were read. Run it when nobody else is at work. */
    Map<String, Long> rowsRead(String database, Work work) throws Exception {
        server.execute("SET GLOBAL userstat = 1", "FLUSH TABLE_STATISTICS");
        work.run();
        Map<String, Long> read = new TreeMap<>();
        try (Connection connection = server.connect("", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TABLE_NAME, ROWS_READ FROM"
                        + " information_schema.TABLE_STATISTICS WHERE TABLE_SCHEMA = '" + database + "'")) {
            while (row.next()) {
                read.put(row.getString(1), row.getLong(2));
            }
        }
        server.execute("SET GLOBAL userstat = 0");
        // The delivery of logs goes on in the background.
        read.remove("log_outbox");
        return read;
    }
}
