package io.remithub.poller.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remithub.poller.Database;

/** Processes that die when they have written everything and committed nothing: at the end their transactions are refused. */
final class DeathAtCommit implements AutoCloseable {

    private final Database database;

    DeathAtCommit(Database database) {
        this.database = database;
        database.execute("create table dying (ticket_id text primary key)");
        database.execute("""
                create function die() returns trigger language plpgsql as $$
                begin
                    if exists (select from dying where ticket_id = new.id) then
                        raise exception 'dead';
                    end if;
                    return null;
                end $$""");
        database.execute("""
                create constraint trigger dies after update on ticket deferrable initially deferred
                    for each row execute function die()""");
    }

    void of(String ticketId, Runnable transaction) {
        database.execute("insert into dying values ('%s')".formatted(ticketId));
        assertThatThrownBy(transaction::run).isInstanceOf(RuntimeException.class);
        database.execute("delete from dying where ticket_id = '%s'".formatted(ticketId));
    }

    @Override
    public void close() {
        database.execute("drop trigger dies on ticket; drop function die(); drop table dying");
    }
}
