package io.remithub.sandbox.decoda;

import io.remithub.sandbox.ledger.Book;
import io.remithub.sandbox.ledger.Journal;
import io.remithub.sandbox.ledger.PartnerLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The charges of every tenant. */
@ApplicationScoped
class Charges implements PartnerLedger {
    record View(List<ChargeView.Row> charges) {}

    private final Clock clock;
    private final Book<Charge> book;

    Charges(Clock clock, Journal journal) {
        this.clock = clock;
        this.book = journal.book("decoda-charges", Charge.class, Charge::id);
    }

    /** An externalId is a reference: the same one again is another charge. */
    Charge add(Charge charge) {
        return book.put(charge);
    }

    List<Charge> listed(String tenant) {
        return book.where(
                charge -> charge.tenant().equals(tenant) && !charge.listedFrom().isAfter(clock.instant()));
    }

    Optional<Charge> find(String tenant, String id) {
        return book.get(id).filter(charge -> charge.tenant().equals(tenant));
    }

    /** Empty when less is outstanding. */
    Optional<Charge> adjust(String id, Charge.Adjustment adjustment) {
        return book.update(
                        id,
                        charge ->
                                charge.totalOutstanding() < adjustment.amount() ? charge : charge.adjusted(adjustment))
                .filter(charge -> charge.adjustments().contains(adjustment));
    }

    @Override
    public String partner() {
        return "decoda";
    }

    @Override
    public View view() {
        return new View(book.all().stream().map(ChargeView::row).toList());
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.of(
                "Decoda: charges",
                List.of("Id", "externalId", "Tenant", "Patient", "Total", "Outstanding", "Status", "Adjustments"),
                book.all(),
                charge -> List.of(
                        charge.id(),
                        Objects.requireNonNullElse(charge.externalId(), ""),
                        charge.tenant(),
                        charge.patientId(),
                        dollars(charge.total()),
                        dollars(charge.totalOutstanding()),
                        charge.status(),
                        String.valueOf(charge.adjustments().size()))));
    }

    @Override
    public void clear() {
        book.clear();
    }

    private static String dollars(long cents) {
        return "$" + BigDecimal.valueOf(cents, 2);
    }
}
