package io.remithub.posting.outbound.nexhealth;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Reference;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger shows of a transaction: all its records together. Where it shows none, how far it had been read and
 * written to, since reads lag and absence by itself proves nothing.
 */
@ApplicationScoped
class LedgerLookup {

    private record Place(String subdomain, String location) {
        static Place of(Reference reference) {
            return new Place(requireNonNull(reference.subdomain()), requireNonNull(reference.locationId()));
        }
    }

    private final NexHealthCalls calls;
    private final NexHealthApi api;

    LedgerLookup(NexHealthCalls calls, @RestClient NexHealthApi api) {
        this.calls = calls;
        this.api = api;
    }

    /** @param sent a posting, under each of its references, at the location where it was sent under that */
    List<Happening> of(List<Posting> sent) {
        var debit = sent.getFirst().effect() == Effect.DEBIT;
        var places = sent.stream()
                .map(Posting::reference)
                .collect(groupingBy(
                        Place::of,
                        mapping(reference -> requireNonNull(reference.transactionId()), toUnmodifiableSet())));
        return places.entrySet().stream()
                .flatMap(place -> looks(place.getKey(), place.getValue(), debit))
                .toList();
    }

    private Stream<Happening> looks(Place place, Set<String> ids, boolean debit) {
        // Asked before the ledger: what it says then holds for what is read after it.
        var readUpTo = readUpTo(place);
        return ids.stream().map(id -> look(id, place, debit, readUpTo));
    }

    private Happening look(String id, Place place, boolean debit, @Nullable Instant readUpTo) {
        var ledger = debit ? "adjustments" : "payments";
        var data = Envelope.data(
                calls.read(ledger, bearer -> api.list(bearer, ledger, place.subdomain(), place.location(), id)));
        if (data == null) {
            return new Happening.LookupFailed();
        }
        var records = Envelope.entries(data).stream()
                .filter(record -> id.equals(record.path("transaction_id").asText()))
                .toList();
        if (records.isEmpty()) {
            return new Happening.Absent(readUpTo);
        }
        try {
            // Payments stand in the ledger as negative amounts, debits as positive ones.
            var sum = records.stream()
                    .filter(record -> record.path("deleted_at").asText("").isEmpty()
                            || record.path("deleted_at").isNull())
                    .map(LedgerLookup::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Happening.Found(
                    (debit ? sum : sum.negate()).movePointRight(2).longValueExact(), null);
        } catch (ArithmeticException | NumberFormatException noAmountOfMoney) {
            return new Happening.LookupFailed();
        }
    }

    private @Nullable Instant readUpTo(Place place) {
        var data = Envelope.data(
                calls.read("sync_status", bearer -> api.syncStatus(bearer, place.subdomain(), place.location())));
        if (data == null) {
            return null;
        }
        var statuses = data.isArray() ? Envelope.entries(data) : List.of(data);
        var instants = statuses.stream()
                .flatMap(status ->
                        Stream.of(instant(status.path("read_status_at")), instant(status.path("write_status_at"))))
                .toList();
        return instants.isEmpty() || instants.contains(Instant.MIN)
                ? null
                : instants.stream().min(Instant::compareTo).orElseThrow();
    }

    private static Instant instant(JsonNode text) {
        try {
            return OffsetDateTime.parse(text.asText()).toInstant();
        } catch (DateTimeException unreadable) {
            return Instant.MIN;
        }
    }

    private static BigDecimal amount(JsonNode record) {
        var amount = record.path("amount").isMissingNode() ? record.path("payment_amount") : record.path("amount");
        var plain = amount.isObject() ? amount.path("amount") : amount;
        return new BigDecimal(plain.asText());
    }
}
