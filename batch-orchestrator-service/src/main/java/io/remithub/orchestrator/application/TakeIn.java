package io.remithub.orchestrator.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.events.intake.PaymentAccepted;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has to be known of payments that come in, and what is kept of them beside the payments themselves. */
@ApplicationScoped
class TakeIn {

    private final Registrations registrations;
    private final SealedClaims sealedClaims;
    private final LookBack lookBack;

    TakeIn(Registrations registrations, SealedClaims sealedClaims, LookBack lookBack) {
        this.registrations = registrations;
        this.sealedClaims = sealedClaims;
        this.lookBack = lookBack;
    }

    /** @return which of the claims are registered */
    Set<ClaimKey> lockClaims(List<Remitted> remitted) {
        return registrations.lock(
                remitted.stream().flatMap(it -> it.claimKeys().stream()).collect(toSet()));
    }

    /** Under the lock of their claims. */
    Incoming look(List<Remitted> remitted, Set<ClaimKey> registered, Moves moves) {
        Map<String, Policy> policies = new HashMap<>();
        moves.payments()
                .forEach(moving ->
                        policies.put(moving.now().id(), moving.now().terms().policy()));
        remitted.forEach(it -> stamped(it).ifPresent(policy -> policies.put(it.paymentId(), policy)));
        return new Incoming(
                registered, lookBack.at(remitted, it -> policies.getOrDefault(it.paymentId(), ofBatch(it, moves))));
    }

    void keep(Incoming incoming) {
        sealedClaims.put(incoming.parts(), incoming.replaced());
    }

    private static Optional<Policy> stamped(Remitted remitted) {
        return remitted.event().payload() instanceof PaymentAccepted accepted
                ? Optional.of(Headers.policy(accepted.getBatch().getPolicy()))
                : Optional.empty();
    }

    private static Policy ofBatch(Remitted remitted, Moves moves) {
        return moves.batch(remitted.event().key()).now().terms().policy();
    }
}
