package io.remithub.sandbox.integrex;

import io.remithub.sandbox.SandboxConfig;
import io.remithub.sandbox.ledger.Book;
import io.remithub.sandbox.ledger.Journal;
import io.remithub.sandbox.ledger.PartnerLedger;
import io.remithub.sandbox.script.Script;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tickets that were opened and what has become of them. */
@ApplicationScoped
class Tickets implements PartnerLedger {
    record View(List<Row> tickets) {}

    record Row(
            String id,
            @Nullable String trackingId1,
            Ticket.State state,
            int polls,
            String categoryCode,
            Instant submittedAt) {}

    private final SandboxConfig config;
    private final Clock clock;
    private final Book<Ticket> book;

    Tickets(SandboxConfig config, Clock clock, Journal journal) {
        this.config = config;
        this.clock = clock;
        this.book = journal.book("integrex-tickets", Ticket.class, Ticket::id);
    }

    Ticket open(ClaimInfoRequest claim, Script script) {
        var answer = new HashMap<>(Magic.answer(claim));
        if (script.answer() != null) {
            answer.putAll(script.answer());
        }
        var now = clock.instant();
        return book.put(new Ticket(
                UUID.randomUUID().toString(),
                claim,
                now,
                Objects.requireNonNullElse(script.pending(), config.pendingPolls()),
                Magic.neverReady(claim)
                        ? null
                        : now.plus(Objects.requireNonNullElse(script.lag(), config.pendingFor())),
                answer,
                script.shape(),
                0));
    }

    Optional<Ticket> find(String id) {
        return book.get(id);
    }

    Optional<Ticket> poll(String id) {
        return book.update(id, Ticket::polled);
    }

    Ticket.State state(Ticket ticket) {
        return ticket.state(clock.instant(), config.ticketTtl());
    }

    @Override
    public String partner() {
        return "integrex";
    }

    @Override
    public View view() {
        return new View(book.all().stream().map(this::row).toList());
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.of(
                "Integrex: claim-info tickets",
                List.of("Ticket", "trackingId1", "State", "Polls", "Category", "Submitted"),
                book.all().stream().map(this::row).toList(),
                row -> List.of(
                        row.id(),
                        Objects.requireNonNullElse(row.trackingId1(), ""),
                        row.state().name(),
                        String.valueOf(row.polls()),
                        row.state() == Ticket.State.Completed ? row.categoryCode() : "",
                        row.submittedAt().toString())));
    }

    @Override
    public void clear() {
        book.clear();
    }

    private Row row(Ticket ticket) {
        return new Row(
                ticket.id(),
                ticket.claim().trackingId1(),
                state(ticket),
                ticket.polls(),
                ClaimInfoAnswer.category(ticket.answer()),
                ticket.submittedAt());
    }
}
