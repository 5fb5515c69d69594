package io.remithub.intake.outbound.db;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.remithub.intake.application.KeyHash;
import io.remithub.intake.config.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The tenants, accounts and keys of a local stack: written once, only where the configuration asks for them. */
@ApplicationScoped
class LocalSeed {

    private static final Logger LOG = Logger.getLogger(LocalSeed.class);
    private static final String RESOURCE = "/seed/local.json";

    private final IntakeConfig config;
    private final DataSource database;
    private final ObjectMapper json;

    LocalSeed(IntakeConfig config, DataSource database, ObjectMapper json) {
        this.config = config;
        this.database = database;
        this.json = json;
    }

    record Seed(List<Tenant> tenants) {}

    record Tenant(UUID tenantId, String name, List<Key> keys, List<Account> accounts) {}

    record Key(String keyId, String key, List<String> scopes) {}

    record Account(UUID accountId, String shortCode, String subShortCode, boolean hold) {}

    void plant(@Observes StartupEvent started) throws IOException, SQLException {
        if (!config.seed()) {
            return;
        }
        try (var resource = Objects.requireNonNull(LocalSeed.class.getResourceAsStream(RESOURCE), RESOURCE);
                Connection connection = database.getConnection()) {
            for (Tenant tenant : json.readValue(resource, Seed.class).tenants()) {
                plant(connection, tenant);
            }
        }
        LOG.warn("local tenants and their well-known keys are in place: keep this door closed to others");
    }

    private static void plant(Connection connection, Tenant tenant) throws SQLException {
        insert(connection, "tenant (tenant_id, name) values (?, ?)", tenant.tenantId(), tenant.name());
        for (Key key : tenant.keys()) {
            insert(
                    connection,
                    "api_key (key_id, label, tenant_id, hash, scopes) values (?, ?, ?, ?, ?)",
                    key.keyId(),
                    key.keyId(),
                    tenant.tenantId(),
                    KeyHash.of(key.key()).hex(),
                    connection.createArrayOf("text", key.scopes().toArray()));
        }
        for (Account account : tenant.accounts()) {
            insert(
                    connection,
                    "account (account_id, tenant_id, short_code, sub_short_code, hold) values (?, ?, ?, ?, ?)",
                    account.accountId(),
                    tenant.tenantId(),
                    account.shortCode(),
                    account.subShortCode(),
                    account.hold());
        }
    }

    private static void insert(Connection connection, String row, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement("insert into " + row + " on conflict do nothing")) {
            var parameters = new Parameters(statement);
            for (Object value : values) {
                parameters.next(value);
            }
            statement.executeUpdate();
        }
    }
}
