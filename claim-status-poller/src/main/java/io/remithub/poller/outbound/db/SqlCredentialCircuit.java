package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.remithub.database.Sql;
import io.remithub.poller.application.CredentialCircuit;
import io.remithub.poller.config.IntegrexConfig;
import io.remithub.poller.config.PollerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** By the client id: a new one begins with a closed circuit. */
@ApplicationScoped
class SqlCredentialCircuit implements CredentialCircuit {

    private static final String GATE = """
            with probe as (
                update refused_credential
                   set probe_at = now() + make_interval(secs => ?)
                 where credential = ? and probe_at <= now()
                returning credential)
            select case when exists (select from probe) then 'PROBE'
                        when exists (select from refused_credential where credential = ?) then 'OPEN'
                        else 'CLOSED' end""";

    private static final String OPEN = """
            insert into refused_credential (credential, http_status, probe_at)
            values (?, ?, now() + make_interval(secs => ?))
                on conflict (credential) do nothing""";

    private static final String TELL = "update refused_credential set told = true where credential = ? and not told";

    private static final String CLOSE = "delete from refused_credential where credential = ?";

    private final Sql sql;
    private final String credential;
    private final double wait;

    SqlCredentialCircuit(AgroalDataSource database, IntegrexConfig integrex, PollerConfig config) {
        this.sql = new Sql(database);
        this.credential = integrex.clientId();
        this.wait = Columns.seconds(config.credentialWait());
    }

    @Override
    public Gate gate() {
        return Gate.valueOf(sql.query(GATE, row -> row.getString(1), wait, credential, credential)
                .getFirst());
    }

    @Override
    public boolean open(@Nullable Integer httpStatus) {
        return sql.update(OPEN, credential, httpStatus, wait) == 1;
    }

    @Override
    public boolean tell() {
        return sql.update(TELL, credential) == 1;
    }

    @Override
    public boolean close() {
        return sql.update(CLOSE, credential) == 1;
    }
}
