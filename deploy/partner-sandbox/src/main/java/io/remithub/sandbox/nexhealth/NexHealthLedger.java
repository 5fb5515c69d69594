package io.remithub.sandbox.nexhealth;

import io.remithub.sandbox.ledger.PartnerLedger;
import io.remithub.sandbox.webhook.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

@ApplicationScoped
class NexHealthLedger implements PartnerLedger {
    record View(List<TransactionView> transactions, List<TransactionView> adjustments) {}

    private final HealthRecord records;
    private final Webhooks webhooks;

    NexHealthLedger(HealthRecord records, Webhooks webhooks) {
        this.records = records;
        this.webhooks = webhooks;
    }

    @Override
    public String partner() {
        return "nexhealth";
    }

    @Override
    public View view() {
        return new View(of(Kind.PAYMENT), of(Kind.ADJUSTMENT));
    }

    @Override
    public List<Table> tables() {
        return List.of(
                table("NexHealth: payment transactions", Kind.PAYMENT),
                table("NexHealth: debit adjustments", Kind.ADJUSTMENT));
    }

    @Override
    public void clear() {
        records.clear();
        webhooks.forget();
    }

    private List<TransactionView> of(Kind kind) {
        return records.all(kind).stream().map(TransactionView::withLines).toList();
    }

    private Table table(String title, Kind kind) {
        return Table.of(
                title,
                List.of("Id", "transaction_id", "Location", "Patient", "Type", "Amount", "Splits", "Status", "Records"),
                records.all(kind),
                transaction -> List.of(
                        String.valueOf(transaction.id()),
                        transaction.transactionId(),
                        transaction.subdomain() + " / " + transaction.locationId(),
                        String.valueOf(transaction.patientId()),
                        transaction.type().name(),
                        "$" + transaction.amount(),
                        splits(transaction),
                        transaction.status().name(),
                        String.valueOf(transaction.lines().size())));
    }

    private static String splits(Transaction transaction) {
        if (transaction.chargeSplits() != null) {
            return "charges " + pairs(transaction.chargeSplits());
        }
        return transaction.providerSplits() == null ? "none" : "providers " + pairs(transaction.providerSplits());
    }

    private static String pairs(Map<String, ?> splits) {
        return new TreeMap<>(splits)
                .entrySet().stream()
                        .map(split -> split.getKey() + " $" + split.getValue())
                        .collect(Collectors.joining(", "));
    }
}
