package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Ruling.Ignored;
import io.remithub.orchestrator.domain.Ruling.Taken;

/** What the neighbours say of a payment's claims: facts, whatever follows from them. */
public final class Reports {

    private Reports() {}

    public static Ruling<Payment> registered(Payment payment, String claimKey) {
        return payment.claims().stream().anyMatch(claim -> waitsFor(claim, claimKey))
                ? new Taken<>(payment.with(payment.claims().stream()
                        .map(claim -> waitsFor(claim, claimKey) ? claim.register() : claim)
                        .toList()))
                : new Ignored<>("registered before");
    }

    private static boolean waitsFor(Claim claim, String claimKey) {
        return !claim.registered() && claim.terms().claimKey().equals(claimKey);
    }

    /** A final answer stands, whatever is reported later. */
    public static Ruling<Payment> answered(Payment payment, int claimIndex, int asked, ClaimAnswer answer) {
        if (asked != payment.issuance()) {
            return new Ignored<>("another issuance");
        }
        var before = payment.claims().get(claimIndex).answer();
        if (answer.equals(before)) {
            return new Ignored<>("answered so before");
        }
        return before != null && before.isFinal() && !answer.isFinal()
                ? new Ignored<>("final before")
                : new Taken<>(payment.withClaim(claimIndex, claim -> claim.answer(answer)));
    }

    /** What comes late is told to the issuance that it is of. */
    public static Ruling<Payment> posted(Payment before, int claimIndex, int asked, Purpose purpose, Posting posting) {
        if (asked > before.issuance()) {
            return new Ignored<>("another issuance");
        }
        var payment = Issuances.recalled(before, claimIndex, asked);
        return payment.undoing().stream()
                .filter(it -> it.is(claimIndex, asked))
                .findFirst()
                .map(it -> it.postings().fold(purpose, posting).map(now -> payment.withUndoing(it.with(now))))
                .orElseGet(() -> payment.claims()
                        .get(claimIndex)
                        .postings()
                        .fold(purpose, posting)
                        .map(now -> payment.withClaim(claimIndex, claim -> claim.with(now))))
                .<Ruling<Payment>>map(Taken::new)
                .orElseGet(() -> new Ignored<>("posted so before"));
    }
}
