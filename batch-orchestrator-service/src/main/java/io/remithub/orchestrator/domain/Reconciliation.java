package io.remithub.orchestrator.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A day's payments followed to the cent: issued, remitted to claims, posted, confirmed by the ledger. Fed claim by claim;
 * keeps totals, and of what differs no more than can be shown.
 */
public final class Reconciliation {

    /** No report shows more. */
    public static final int MOST = 1_000;

    /** Nor are more exceptions opened at once. */
    private static final int MOST_UNSEEN = 10_000;

    /** @param locationId null: of claims that have not come as far */
    public record Key(
            String tenantId,
            @Nullable String account,
            @Nullable String subAccount,
            @Nullable String subdomain,
            @Nullable String locationId) {

        Key ofAccount() {
            return new Key(tenantId, account, subAccount, null, null);
        }
    }

    /** A payment, as it stands now; nothing is issued of one that was voided. */
    public record Issued(
            String paymentId,
            Key account,
            PaymentStatus status,
            long amount,
            long adjusted,
            @Nullable String exceptionId) {

        boolean stands() {
            return status.isUnderWay() || status == PaymentStatus.REISSUING;
        }
    }

    /**
     * A claim of it, over all issuances: what was undone is taken off.
     *
     * @param undone what undoes it is settled, where anything does
     */
    public record Followed(
            int claimIndex,
            long remitted,
            long posted,
            long confirmed,
            boolean undone,
            Posting.@Nullable Outcome outcome,
            @Nullable String reasonCode,
            @Nullable String transactionId,
            Posting.Place place) {}

    /** Cents. What is left out the practice enters itself, or an operator decided so. */
    public record Totals(
            long payments, long issued, long adjusted, long remitted, long leftOut, long posted, long confirmed) {

        static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);

        Totals plus(Totals other) {
            return new Totals(
                    payments + other.payments,
                    issued + other.issued,
                    adjusted + other.adjusted,
                    remitted + other.remitted,
                    leftOut + other.leftOut,
                    posted + other.posted,
                    confirmed + other.confirmed);
        }
    }

    /**
     * Two figures that are not the same, and why.
     *
     * @param pending it is under way: no break unless it stays
     */
    public record Difference(
            String paymentId,
            @Nullable Integer claimIndex,
            String code,
            long expected,
            long actual,
            boolean pending,
            String explanation,
            @Nullable String exceptionId) {}

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::tenantId)
            .thenComparing(Key::account, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Key::subAccount, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Key::subdomain, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Key::locationId, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Map<Key, Totals> accounts = new TreeMap<>(ORDER);
    private final Map<Key, Totals> locations = new TreeMap<>(ORDER);
    private final List<Difference> broken = new ArrayList<>();
    private final List<Difference> underWay = new ArrayList<>();
    private final SortedSet<String> unseen = new TreeSet<>();
    private long breaks;
    private long pending;
    private long waiting;

    public void add(Issued payment, List<Followed> claims) {
        waiting += payment.status().isPastHold() ? 0 : 1;
        var remitted = 0L;
        for (var claim : claims) {
            remitted += payment.stands() ? claim.remitted() : 0;
            follow(payment, claim);
        }
        if (payment.stands()) {
            count(accounts, payment.account(), new Totals(1, payment.amount(), payment.adjusted(), 0, 0, 0, 0));
            var due = payment.amount() + payment.adjusted();
            if (!claims.isEmpty() && due != remitted) {
                differ(payment, null, "issued-remitted", due, remitted, false, Explained.SUM);
            }
        }
    }

    private void follow(Issued payment, Followed claim) {
        var remitted = payment.stands() ? claim.remitted() : 0;
        var leftOut = payment.stands() && Explained.isLeftOut(claim) ? remitted : 0;
        var totals = new Totals(0, 0, 0, remitted, leftOut, claim.posted(), claim.confirmed());
        var place = claim.place();
        var key = payment.account();
        count(accounts, key, totals);
        count(
                locations,
                new Key(key.tenantId(), key.account(), key.subAccount(), place.subdomain(), place.locationId()),
                totals);
        var due = remitted - leftOut;
        if (due != claim.posted()) {
            differ(
                    payment,
                    claim.claimIndex(),
                    "remitted-posted",
                    due,
                    claim.posted(),
                    Explained.isPending(payment, claim),
                    Explained.notPosted(payment, claim));
        } else if (!payment.stands() && !claim.undone()) {
            waiting++;
        }
        if (claim.posted() != claim.confirmed()) {
            differ(
                    payment,
                    claim.claimIndex(),
                    "posted-confirmed",
                    claim.posted(),
                    claim.confirmed(),
                    claim.outcome() == Posting.Outcome.ACCEPTED,
                    Explained.notConfirmed(claim));
        }
    }

    private void differ(
            Issued payment,
            @Nullable Integer claimIndex,
            String code,
            long expected,
            long actual,
            boolean isPending,
            String explanation) {
        if (isPending) {
            pending++;
        } else {
            breaks++;
            if (payment.exceptionId() == null && unseen.size() < MOST_UNSEEN) {
                unseen.add(payment.paymentId());
            }
        }
        var alike = isPending ? underWay : broken;
        if (alike.size() < MOST) {
            alike.add(new Difference(
                    payment.paymentId(),
                    claimIndex,
                    code,
                    expected,
                    actual,
                    isPending,
                    explanation,
                    payment.exceptionId()));
        }
    }

    private static void count(Map<Key, Totals> totals, Key key, Totals more) {
        totals.merge(key, more, Totals::plus);
    }

    public Map<Key, Totals> accounts() {
        return accounts;
    }

    /** Of an account. */
    public Map<Key, Totals> locations(Key account) {
        var its = new TreeMap<Key, Totals>(ORDER);
        locations.forEach((key, totals) -> {
            if (key.ofAccount().equals(account)) {
                its.put(key, totals);
            }
        });
        return its;
    }

    /** Breaks first. */
    public List<Difference> differences() {
        return Stream.of(broken, underWay).flatMap(List::stream).limit(MOST).toList();
    }

    /** Payments with a break that nobody has an exception for. */
    public List<String> unseen() {
        return List.copyOf(unseen);
    }

    public long breaks() {
        return breaks;
    }

    public long pending() {
        return pending;
    }

    /** Of payments that have yet to be released or undone, too: what the day comes to is not known before. */
    public long unsettled() {
        return pending + waiting;
    }
}
