package io.remithub.intake.application;

import static java.util.Objects.requireNonNull;

import io.remithub.intake.domain.ClaimKeys;
import io.remithub.intake.domain.ClaimRegistration;
import io.remithub.intake.domain.Rejection;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Claims registered by a practice: what is new or has changed is told, what is known is not. */
@ApplicationScoped
public class RegisterClaims {

    private static final Logger LOG = Logger.getLogger(RegisterClaims.class);

    private final Registrations registrations;
    private final RegistrationEvents events;
    private final ClaimKeys keys;
    private final Clock clock;

    RegisterClaims(Registrations registrations, RegistrationEvents events, ClaimKeys keys, Clock clock) {
        this.registrations = registrations;
        this.events = events;
        this.keys = keys;
        this.clock = clock;
    }

    /** What the practice is told. */
    public sealed interface Outcome {
        /** @param claimKeys in the order of the registrations */
        record Registered(List<String> claimKeys) implements Outcome {}

        record Refused(Rejection rejection) implements Outcome {}
    }

    @Transactional
    public Outcome handle(TenantId tenant, List<ClaimRegistration> claims) {
        List<String> claimKeys =
                claims.stream().map(claim -> keyOf(tenant, claim)).toList();
        // Of two registrations of one claim, the later one counts.
        var newest = new LinkedHashMap<String, ClaimRegistration>();
        var fingerprints = new TreeMap<String, byte[]>();
        var tooLarge = new ArrayList<Integer>();
        for (int i = 0; i < claims.size(); i++) {
            byte[] content = events.content(claims.get(i));
            newest.put(claimKeys.get(i), claims.get(i));
            fingerprints.put(claimKeys.get(i), keys.fingerprint(content));
            if (!events.carries(content)) {
                tooLarge.add(i);
            }
        }
        if (!tooLarge.isEmpty()) {
            return new Outcome.Refused(new Rejection.ClaimsTooLarge(tooLarge));
        }
        var now = clock.instant();
        Map<String, Long> changed = registrations.put(tenant, fingerprints, now);
        var told = changed.entrySet().stream()
                .map(claim -> new RegistrationEvents.Registered(
                        claim.getKey(), claim.getValue(), requireNonNull(newest.get(claim.getKey()))))
                .toList();
        events.registered(tenant, told, now);
        if (!told.isEmpty()) {
            StateLog.onCommit(
                    LOG,
                    new Whose(tenant.toString(), null, null),
                    "%d claims registered, %d of them new or changed",
                    claims.size(),
                    told.size());
        }
        return new Outcome.Registered(claimKeys);
    }

    private String keyOf(TenantId tenant, ClaimRegistration claim) {
        return keys.claimKey(tenant, claim.billingProvider().taxId(), claim.patientControlNumber());
    }
}
