package io.remithub.orchestrator.application;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.remithub.events.intake.RemittedClaim;
import io.remithub.orchestrator.application.PastPayments.Asked;
import io.remithub.orchestrator.domain.HoldRule;
import io.remithub.orchestrator.domain.Payee;
import io.remithub.orchestrator.domain.Policy;
import io.remithub.orchestrator.domain.Precedents;
import io.remithub.schemas.HoldRuleCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what earlier payments say of those that come in: a query for each rule that asks, however many payments. Their
 * claims are locked by then, so that of two that are alike the later one sees the earlier.
 */
@ApplicationScoped
class LookBack {

    private static final long CENTURY = Duration.ofDays(36_525).toSeconds();

    private final PastPayments past;

    LookBack(PastPayments past) {
        this.past = past;
    }

    /** @return by the event that each came with */
    Map<String, Precedents> at(List<Remitted> incoming, Function<Remitted, Policy> policy) {
        var duplicates = duplicates(incoming, policy);
        var payees = incoming.stream()
                .filter(it -> rule(policy.apply(it), HoldRuleCode.NEW_PAYEE).isPresent())
                .map(Remitted::payee)
                .collect(toSet());
        var known = payees.isEmpty() ? Set.<Payee>of() : past.known(payees);
        return incoming.stream()
                .collect(toMap(
                        it -> it.event().id(),
                        it -> new Precedents(
                                duplicates.contains(it.event().id()),
                                payees.contains(it.payee()) && !known.contains(it.payee()))));
    }

    private Set<String> duplicates(List<Remitted> incoming, Function<Remitted, Policy> policy) {
        Map<String, Instant> since = new HashMap<>();
        incoming.forEach(it -> rule(policy.apply(it), HoldRuleCode.SUSPECTED_DUPLICATE)
                .ifPresent(rule -> since.put(it.event().id(), before(it, rule))));
        if (since.isEmpty()) {
            return Set.of();
        }
        var duplicates = new HashSet<>(past.alike(incoming.stream()
                .flatMap(it -> since.get(it.event().id()) instanceof Instant from
                        ? it.payment().getClaims().stream().map(claim -> asked(it, claim, from))
                        : Stream.empty())
                .toList()));
        duplicates.addAll(amongThemselves(incoming, since));
        return duplicates;
    }

    private static Instant before(Remitted incoming, HoldRule rule) {
        return incoming.event().time().minusSeconds(Math.min(rule.setting("window"), CENTURY));
    }

    private static Asked asked(Remitted by, RemittedClaim claim, Instant since) {
        return new Asked(
                by.event().id(),
                by.payee(),
                by.payment().getIssuerReferenceId(),
                claim.getClaimKey(),
                claim.getPaidAmount(),
                since);
    }

    private record Alike(Payee payee, String claimKey, long paidAmount) {}

    /** Those that came a moment earlier are not in the database yet. */
    private static Set<String> amongThemselves(List<Remitted> incoming, Map<String, Instant> since) {
        Map<Alike, List<Remitted>> seen = new HashMap<>();
        var duplicates = new HashSet<String>();
        for (var it : incoming) {
            for (var claim : it.payment().getClaims()) {
                var alike = seen.computeIfAbsent(
                        new Alike(it.payee(), claim.getClaimKey(), claim.getPaidAmount()), _ -> new ArrayList<>());
                if (since.get(it.event().id()) instanceof Instant from
                        && alike.stream().anyMatch(other -> isAnother(other, it, from))) {
                    duplicates.add(it.event().id());
                }
                alike.add(it);
            }
        }
        return duplicates;
    }

    private static boolean isAnother(Remitted other, Remitted than, Instant since) {
        return !other.payment().getIssuerReferenceId().equals(than.payment().getIssuerReferenceId())
                && !other.event().time().isBefore(since);
    }

    private static Optional<HoldRule> rule(Policy policy, HoldRuleCode code) {
        return policy.holdRules().stream().filter(rule -> rule.is(code)).findFirst();
    }
}
