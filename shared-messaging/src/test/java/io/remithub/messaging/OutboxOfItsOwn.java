package io.remithub.messaging;

import io.remithub.embedded.HubTestResource;
import io.remithub.schemas.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema with an outbox in the test server's database, and those who write to it. */
final class OutboxOfItsOwn {

    private final long seed;
    private final String schema = "relay_" + Ids.next();
    private final PGSimpleDataSource database = new PGSimpleDataSource();

    OutboxOfItsOwn(long seed) {
        this.seed = seed;
    }

    void create() {
        new HubTestResource().start();
        database.setUrl(url());
        database.setUser(HubTestResource.username());
        database.setPassword(HubTestResource.password());
        Flyway.configure()
                .dataSource(url(), HubTestResource.username(), HubTestResource.password())
                .schemas(schema)
                .locations("db/messaging")
                .load()
                .migrate();
    }

    String schema() {
        return schema;
    }

    DataSource source() {
        return database;
    }

    Connection connect() throws SQLException {
        return database.getConnection();
    }

    /** With the settings that a service gives its sessions. */
    Connection connectAsServicesDo() throws SQLException {
        database.setOptions(ConfigProvider.getConfig()
                .getValue("quarkus.datasource.jdbc.additional-jdbc-properties.options", String.class));
        return connect();
    }

    /** Of a reader that fails where more than so much is fetched at once. */
    Connection connect(String mostAtOnce) throws SQLException {
        database.setMaxResultBuffer(mostAtOnce);
        return connect();
    }

    /** Many writers at once, each its own keys; every third transaction rolls back, and some commit late. */
    Map<String, Integer> write(int keys, int eventsPerKey) throws Exception {
        var written = new HashMap<String, Integer>();
        try (var writers = Executors.newFixedThreadPool(8)) {
            var done = new ArrayList<Future<?>>();
            for (int k = 0; k < keys; k++) {
                String key = Ids.next();
                var random = new Random(seed + k);
                written.put(key, eventsPerKey);
                done.add(writers.submit(() -> writeKey(key, eventsPerKey, random)));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        return written;
    }

    private Void writeKey(String key, int events, Random random) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            int next = 1;
            while (next <= events) {
                int many = Math.min(1 + random.nextInt(5), events - next + 1);
                for (int i = 0; i < many; i++) {
                    insert(connection, key, next + i);
                }
                if (random.nextInt(3) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    next += many;
                }
            }
        }
        return null;
    }

    static void insert(Connection connection, String key, int sequence) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into outbox (shard, topic, key, headers, payload) values (?, ?, ?, ?, ?)")) {
            insert.setInt(1, Outbox.shardOf(key));
            insert.setString(2, Topic.BATCHES_LIFECYCLE.topicName());
            insert.setString(3, key);
            insert.setString(4, "ce_sequence=" + sequence + "\n");
            insert.setBytes(5, new byte[200]);
            insert.executeUpdate();
        }
    }

    long waiting() throws SQLException {
        return ids("select count(*) from outbox").getFirst();
    }

    List<Long> ids(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var ids = new ArrayList<Long>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    String url() {
        String url = HubTestResource.jdbcUrl();
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }
}
