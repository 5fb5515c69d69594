package io.remithub.intake.outbound.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.intake.application.KeyHash;
import io.remithub.intake.application.admin.ChangeKey;
import io.remithub.intake.application.admin.CreateKey;
import io.remithub.intake.application.admin.CreateTenant;
import io.remithub.intake.application.admin.Instruction;
import io.remithub.intake.application.admin.TenantKeys.NewKey;
import io.remithub.intake.config.IntakeConfig;
import io.remithub.intake.domain.Scope;
import io.remithub.intake.domain.TenantId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class RevocationTest {

    private static final Instruction LOST = new Instruction("test", "the key was lost");

    @Inject
    IntakeConfig config;

    @Inject
    Clock clock;

    @Inject
    CreateTenant createTenant;

    @Inject
    CreateKey createKey;

    @Inject
    ChangeKey changeKey;

    @Test
    void a_revoked_key_opens_nothing_within_a_second_on_every_replica_that_has_just_used_it() {
        var replicas = List.of(new PanacheApiKeys(config, clock), new PanacheApiKeys(config, clock));
        TenantId tenant = createTenant
                .handle(LOST, "tenant " + UUID.randomUUID())
                .orElseThrow()
                .id();
        var key = (CreateKey.Outcome.Created)
                createKey.handle(LOST, tenant, new NewKey("claims system", Set.of(Scope.PAYMENTS_READ), null, null));
        var hash = KeyHash.of(key.secret());
        assertThat(replicas).allMatch(replica -> opens(replica, hash));

        changeKey.revoke(LOST, tenant, key.key().id());

        await().atMost(Duration.ofSeconds(1)).until(() -> replicas.stream().noneMatch(replica -> opens(replica, hash)));
    }

    private static boolean opens(PanacheApiKeys replica, KeyHash hash) {
        return QuarkusTransaction.requiringNew().call(() -> replica.find(hash).isPresent());
    }
}
